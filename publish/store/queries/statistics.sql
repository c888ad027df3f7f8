-- What the monthly figures are counted from: one row a matter, no text, no key.
-- The braces are filled with the store's own table or with the mapping's SELECT.
SELECT
  c.submitted_at,
  c.closed_at,
  c.due_at,
  c.outcome,
  c.region_code,
  c.topic,
  c.channel,
  c.applicant_kind,
  c.unit_id
FROM {cases} AS c
