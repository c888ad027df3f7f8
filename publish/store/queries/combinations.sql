-- What the combination test counts: one row a matter of the whole store, no text, no key.
-- The braces are filled with the store's own table or with the mapping's SELECT.
SELECT
  c.region_code,
  c.topic,
  c.submitted_at,
  c.applicant_kind
FROM {cases} AS c
