-- The audit trail: one event for every act, refusal and page view, in the same transaction as the act.
-- Events hold salted commitments only. Values live in a sealed payload beside the event, which can be erased.

create table core.audit_event (
  tenant_id    uuid not null,
  event_id     uuid not null,
  recorded_at  timestamptz not null default now(),
  actor_kind   text not null check (actor_kind in ('staff', 'patient', 'api-client', 'system', 'public')),
  actor_id     uuid not null,
  actor_roles  text[] not null,
  purpose      text not null,
  action       text not null,
  outcome      text not null check (outcome in ('done', 'viewed', 'refused', 'failed')),
  entity_type  text,
  entity_id    uuid,
  subject_count integer not null default 0,
  commitment   bytea,
  request_id   uuid,
  session_id   uuid,
  xid          xid8 not null default pg_current_xact_id(),
  primary key (tenant_id, event_id, recorded_at)
) partition by range (recorded_at);
select core.make_tenant_table('core.audit_event', 'select, insert');
create index audit_event_by_time on core.audit_event (tenant_id, recorded_at);
create index audit_event_by_actor on core.audit_event (tenant_id, actor_id, recorded_at);
comment on column core.audit_event.commitment is 'SHA-256 over a random salt and the payload: proves the payload later without revealing it.';
comment on column core.audit_event.xid is 'Transaction that wrote the event: the log is sequenced by committed snapshot, never by id.';
comment on column core.audit_event.subject_count is 'How many patients the event names in core.audit_subject.';

create table core.audit_subject (
  tenant_id   uuid not null,
  subject_id  uuid not null,
  recorded_at timestamptz not null default now(),
  event_id    uuid not null,
  primary key (tenant_id, subject_id, recorded_at, event_id)
) partition by range (recorded_at);
select core.make_tenant_table('core.audit_subject', 'select, insert');
comment on table core.audit_subject is 'The patients an audit event names: answers "who opened this record".';

create table core.audit_payload (
  tenant_id  uuid not null,
  event_id   uuid not null,
  subject_id uuid not null,
  sealed     bytea not null,
  primary key (tenant_id, event_id)
);
create index audit_payload_by_subject on core.audit_payload (tenant_id, subject_id);
select core.make_tenant_table('core.audit_payload', 'select, insert, delete');
comment on column core.audit_payload.sealed is 'Salt, old and new values, sealed under the subject''s audit-payload key.';

create table core.audit_event_default partition of core.audit_event default;
select core.make_tenant_table('core.audit_event_default', '');
create table core.audit_subject_default partition of core.audit_subject default;
select core.make_tenant_table('core.audit_subject_default', '');
