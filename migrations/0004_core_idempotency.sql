-- What makes an act happen exactly once: the key is written in the transaction of the act, and a second try gets the first answer.
create table core.idempotency_key (
  tenant_id    uuid not null references core.tenant,
  scope        text not null,
  key          text not null,
  request_hash bytea not null,
  answer       jsonb,
  recorded_at  timestamptz not null default now(),
  primary key (tenant_id, scope, key)
);
select core.make_tenant_table('core.idempotency_key', 'select, insert, update, delete');
create index idempotency_key_by_age on core.idempotency_key (tenant_id, recorded_at);
comment on column core.idempotency_key.answer is 'What the act answered: identifiers and refusal words only, never patient details.';
