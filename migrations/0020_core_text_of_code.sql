-- A text knows the code that it carries, so that one that no longer works is not sent, and how often it was tried.
alter table core.outgoing_text
  add column code_id  uuid,
  add column attempts integer not null default 0;
comment on column core.outgoing_text.code_id is 'The code in the words: a text whose code was used, replaced or ran out is not sent.';

-- A step that was taken is kept until it is swept, so that a form sent twice gets the first's answer.
alter table core.sign_in_step add column used_at timestamptz;
