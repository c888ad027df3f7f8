-- What the monthly figures are counted from: one row a matter, no text. The key tells which are published.
-- The braces are filled with the store's own table or with the mapping's SELECT.
SELECT
  c.case_id,
  c.submitted_at,
  c.accepted_at,
  c.due_at,
  c.closed_at,
  c.revisit_at,
  c.outcome,
  c.revisit_outcome,
  c.region_code,
  c.topic,
  c.channel,
  c.applicant_kind,
  c.unit_id
FROM {cases} AS c
