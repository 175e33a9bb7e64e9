-- Disclosures: the only way anything crosses from one organisation to another. The sender writes a row with its change, a job
-- carries it, and the recipient writes a row of its own: two transactions, so that neither can see into the other.

create table core.disclosure_recipient (
  tenant_id           uuid not null references core.tenant,
  recipient_tenant_id uuid not null,
  name                text not null check (length(name) between 1 and 200),
  agreement           text not null check (length(agreement) between 1 and 200),
  kinds               text[] not null check (cardinality(kinds) between 1 and 100),
  added_at            timestamptz not null,
  added_by            uuid not null,
  ended_at            timestamptz,
  ended_by            uuid,
  version             integer not null default 1,
  primary key (tenant_id, recipient_tenant_id),
  check (recipient_tenant_id <> tenant_id),
  check ((ended_at is null) = (ended_by is null))
);
select core.make_tenant_table('core.disclosure_recipient', 'select, insert, update');
comment on table core.disclosure_recipient is 'The sender''s register: to which organisations it may send what, and under which agreement. Nothing is sent to anyone else.';
comment on column core.disclosure_recipient.agreement is 'The data sharing agreement or contract, as the organisation files it.';
comment on column core.disclosure_recipient.kinds is 'Kinds of disclosure that the agreement covers.';

create table core.disclosure_outbox (
  tenant_id           uuid not null,
  disclosure_id       uuid not null,
  recipient_tenant_id uuid not null,
  kind                text not null,
  subject_id          uuid not null,
  about_id            uuid,
  purpose             text not null,
  basis               text not null,
  ground              text not null,
  fields              text[] not null,
  sealed              bytea not null check (length(sealed) <= 1048576),
  sent_at             timestamptz not null,
  sent_by             uuid not null,
  delivered_at        timestamptz,
  stopped_at          timestamptz,
  stopped_by          uuid,
  stop_reason         text,
  attempts            integer not null default 0,
  problem             text,
  primary key (tenant_id, disclosure_id),
  foreign key (tenant_id, recipient_tenant_id) references core.disclosure_recipient,
  check (delivered_at is null or stopped_at is null),
  check ((stopped_at is null) = (stopped_by is null) and (stopped_at is null) = (stop_reason is null))
);
select core.make_tenant_table('core.disclosure_outbox', 'select, insert, update');
create index disclosure_outbox_by_time on core.disclosure_outbox (tenant_id, sent_at);
create index disclosure_outbox_by_subject on core.disclosure_outbox (tenant_id, subject_id);
create index disclosure_outbox_open on core.disclosure_outbox (tenant_id, sent_at)
  where delivered_at is null and stopped_at is null;
comment on column core.disclosure_outbox.subject_id is 'The patient it is about, or the organisation itself.';
comment on column core.disclosure_outbox.about_id is 'Where only the newest counts (a prescription that is changed): what it is the newest of.';
comment on column core.disclosure_outbox.ground is 'Common-law ground for sharing what was told in confidence; apart from the lawful basis.';
comment on column core.disclosure_outbox.problem is 'The kind of error of the last try. Never its words, which may quote a value.';

create table core.disclosure_inbox (
  tenant_id        uuid not null references core.tenant,
  sender_tenant_id uuid not null,
  disclosure_id    uuid not null,
  sender_name      text not null,
  sender_ods_code  text,
  kind             text not null,
  about_id         uuid,
  purpose          text not null,
  basis            text not null,
  ground           text not null,
  fields           text[] not null,
  sealed           bytea,
  sent_at          timestamptz not null,
  received_at      timestamptz not null,
  applied_at       timestamptz,
  superseded_at    timestamptz,
  attempts         integer not null default 0,
  problem          text,
  primary key (tenant_id, sender_tenant_id, disclosure_id),
  check (applied_at is null or superseded_at is null),
  check (sealed is not null or applied_at is not null or superseded_at is not null)
);
select core.make_tenant_table('core.disclosure_inbox', 'select, insert, update');
create index disclosure_inbox_by_time on core.disclosure_inbox (tenant_id, received_at);
create index disclosure_inbox_about on core.disclosure_inbox (tenant_id, sender_tenant_id, kind, about_id);
comment on table core.disclosure_inbox is 'What other organisations sent. The primary key makes a second delivery of the same disclosure do nothing.';
comment on column core.disclosure_inbox.sealed is 'Sealed under a key of its own until it is applied; then it is in the record, and this copy and its key are erased.';
comment on column core.disclosure_inbox.superseded_at is 'A newer disclosure about the same thing had been applied before this one arrived.';
