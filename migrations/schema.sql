-- The whole schema, written from a freshly migrated database: read it in the diff, never edit it.
set check_function_bodies = off;

create schema core;
grant usage on schema core to troth_application;

create schema homecare;
grant usage on schema homecare to troth_application;

CREATE OR REPLACE FUNCTION core.forget_patient_search_keys()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from core.patient_search_key as key
  using gone
  where key.tenant_id = gone.tenant_id and key.patient_id = gone.patient_id;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION core.make_month_partitions(parent regclass, first_month date, months integer)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  month_start date;
  partition_name text;
  is_tenant boolean := exists (
    select from pg_attribute where attrelid = parent and attname = 'tenant_id' and not attisdropped);
begin
  for step in 0 .. months - 1 loop
    month_start := (date_trunc('month', first_month) + make_interval(months => step))::date;
    partition_name := format('%s_%s', parent, to_char(month_start, 'YYYY_MM'));
    if to_regclass(partition_name) is null then
      execute format('create table %s partition of %s for values from (%L) to (%L)',
        partition_name, parent, month_start, (month_start + interval '1 month')::date);
      if is_tenant then
        perform core.make_tenant_table(partition_name::regclass, '');
      end if;
    end if;
  end loop;
end
$function$;
revoke execute on function core.make_month_partitions(regclass,date,integer) from public;

CREATE OR REPLACE FUNCTION core.make_tenant_table(tenant_table regclass, rights text DEFAULT 'select, insert, update, delete'::text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('alter table %s enable row level security', tenant_table);
  execute format('alter table %s force row level security', tenant_table);
  execute format(
    'create policy tenant on %s using (tenant_id = current_setting(''app.tenant_id'')::uuid)'
    ' with check (tenant_id = current_setting(''app.tenant_id'')::uuid)', tenant_table);
  if rights <> '' then
    execute format('grant %s on %s to troth_application', rights, tenant_table);
  end if;
end
$function$;
revoke execute on function core.make_tenant_table(regclass,text) from public;

CREATE OR REPLACE FUNCTION homecare.require_step()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  thing uuid := (to_jsonb(new) ->> tg_argv[1])::uuid;
  before text := case tg_op when 'INSERT' then 'not-begun' else to_jsonb(old) ->> 'state' end;
begin
  if tg_op = 'UPDATE' and before = new.state then
    return new;
  end if;
  if not exists (
    select from homecare.step s
     where s.tenant_id = new.tenant_id and s.machine = tg_argv[0] and s.thing_id = thing
       and s.from_state = before and s.to_state = new.state and s.xid = pg_current_xact_id()) then
    raise exception 'the state of a % changes by a step alone', tg_argv[0] using errcode = 'check_violation';
  end if;
  return new;
end
$function$;

create table core.absence (
  tenant_id uuid not null,
  absence_id uuid not null,
  account_id uuid not null,
  from_on date not null,
  until_on date not null,
  covered_by uuid,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null,
  cancelled_at timestamp with time zone,
  version integer not null default 1,
  constraint absence_pkey PRIMARY KEY (tenant_id, absence_id),
  constraint absence_check CHECK ((until_on >= from_on)),
  constraint absence_check1 CHECK ((covered_by <> account_id))
);
comment on table core.absence is 'When someone is away, both days included, and who sees their tasks meanwhile. Holds no reason: leave and illness look the same.';
CREATE INDEX absence_by_account ON core.absence USING btree (tenant_id, account_id, until_on) WHERE (cancelled_at IS NULL);
CREATE INDEX absence_by_end ON core.absence USING btree (tenant_id, until_on) WHERE (cancelled_at IS NULL);
alter table core.absence enable row level security;
alter table core.absence force row level security;
create policy tenant on core.absence using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on core.absence to troth_application;

create table core.activation_code (
  tenant_id uuid not null,
  code_id uuid not null,
  patient_id uuid not null,
  channel text not null,
  code_index bytea not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  attempts integer not null default 0,
  used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint activation_code_pkey PRIMARY KEY (tenant_id, code_id),
  constraint activation_code_attempts_check CHECK ((attempts >= 0)),
  constraint activation_code_channel_check CHECK ((channel = ANY (ARRAY['letter'::text, 'text'::text]))),
  constraint activation_code_check CHECK ((ends_at > made_at)),
  constraint activation_code_code_index_check CHECK ((length(code_index) = 32))
);
comment on column core.activation_code.code_index is 'Keyed hash of the code. The code itself is on the letter and nowhere else.';
comment on column core.activation_code.attempts is 'Wrong dates of birth given with this code; after a few it no longer works.';
CREATE UNIQUE INDEX activation_code_live ON core.activation_code USING btree (tenant_id, patient_id) WHERE ((used_at IS NULL) AND (revoked_at IS NULL));
CREATE INDEX activation_code_of_patient ON core.activation_code USING btree (tenant_id, patient_id, made_at);
alter table core.activation_code enable row level security;
alter table core.activation_code force row level security;
create policy tenant on core.activation_code using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on core.activation_code to troth_application;

create table core.activation_lookup (
  code_index bytea not null,
  tenant_id uuid not null,
  code_id uuid not null,
  ends_at timestamp with time zone not null,
  constraint activation_lookup_pkey PRIMARY KEY (code_index),
  constraint activation_lookup_code_index_check CHECK ((length(code_index) = 32))
);
CREATE INDEX activation_lookup_by_end ON core.activation_lookup USING btree (tenant_id, ends_at);
grant delete, insert, select, update on core.activation_lookup to troth_application;

create table core.api_client (
  tenant_id uuid not null,
  client_id uuid not null,
  name text not null,
  purpose text not null,
  scopes text[] not null,
  rights text[] not null default '{}'::text[],
  created_by uuid not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  revoked_by uuid,
  revoked_at timestamp with time zone,
  constraint api_client_pkey PRIMARY KEY (tenant_id, client_id),
  constraint api_client_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  constraint api_client_purpose_check CHECK ((purpose = ANY (ARRAY['direct-care'::text, 'administration'::text]))),
  constraint api_client_scopes_check CHECK ((cardinality(scopes) > 0))
);
comment on column core.api_client.purpose is 'Why the system uses the data: it stands on every audit event the system causes.';
comment on column core.api_client.scopes is 'What it may do, as SMART system scopes such as system/Patient.rs.';
comment on column core.api_client.rights is 'Named rights, such as seeing the address of a sensitive record.';
alter table core.api_client enable row level security;
alter table core.api_client force row level security;
create policy tenant on core.api_client using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on core.api_client to troth_application;

create table core.api_client_token (
  token_hash bytea not null,
  tenant_id uuid not null,
  client_id uuid not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  constraint api_client_token_pkey PRIMARY KEY (token_hash),
  constraint api_client_token_token_hash_check CHECK ((length(token_hash) = 32))
);
CREATE INDEX api_client_token_by_client ON core.api_client_token USING btree (tenant_id, client_id);
grant insert, select, update on core.api_client_token to troth_application;

create table core.audit_checkpoint (
  tenant_id uuid not null,
  size bigint not null,
  root bytea not null,
  signed_at timestamp with time zone not null,
  note text not null,
  constraint audit_checkpoint_pkey PRIMARY KEY (tenant_id, size),
  constraint audit_checkpoint_root_check CHECK ((length(root) = 32)),
  constraint audit_checkpoint_size_check CHECK ((size > 0))
);
comment on column core.audit_checkpoint.note is 'The signed text: origin, size and root, with the log''s signature and its dated cosignature (C2SP signed-note, tlog-cosignature).';
alter table core.audit_checkpoint enable row level security;
alter table core.audit_checkpoint force row level security;
create policy tenant on core.audit_checkpoint using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select on core.audit_checkpoint to troth_application;

create table core.audit_event (
  tenant_id uuid not null,
  event_id uuid not null,
  recorded_at timestamp with time zone not null default now(),
  actor_kind text not null,
  actor_id uuid not null,
  actor_roles text[] not null,
  purpose text not null,
  action text not null,
  outcome text not null,
  entity_type text,
  entity_id uuid,
  subject_count integer not null default 0,
  commitment bytea,
  request_id uuid,
  session_id uuid,
  xid xid8 not null default pg_current_xact_id(),
  constraint audit_event_pkey PRIMARY KEY (tenant_id, event_id, recorded_at),
  constraint audit_event_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['staff'::text, 'patient'::text, 'api-client'::text, 'system'::text, 'public'::text]))),
  constraint audit_event_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'viewed'::text, 'refused'::text, 'failed'::text])))
) partition by RANGE (recorded_at);
comment on column core.audit_event.subject_count is 'How many patients the event names in core.audit_subject.';
comment on column core.audit_event.commitment is 'SHA-256 over a random salt and the payload: proves the payload later without revealing it.';
comment on column core.audit_event.xid is 'Transaction that wrote the event: the log is sequenced by committed snapshot, never by id.';
CREATE INDEX audit_event_by_actor ON core.audit_event USING btree (tenant_id, actor_id, recorded_at);
CREATE INDEX audit_event_by_commit ON core.audit_event USING btree (tenant_id, xid, event_id);
CREATE INDEX audit_event_by_time ON core.audit_event USING btree (tenant_id, recorded_at);
alter table core.audit_event enable row level security;
alter table core.audit_event force row level security;
create policy tenant on core.audit_event using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select on core.audit_event to troth_application;

create table core.audit_event_default partition of core.audit_event DEFAULT;
alter table core.audit_event_default enable row level security;
alter table core.audit_event_default force row level security;
create policy tenant on core.audit_event_default using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);

create table core.audit_leaf (
  tenant_id uuid not null,
  "position" bigint not null,
  event_id uuid not null,
  recorded_at timestamp with time zone not null,
  hash bytea not null,
  constraint audit_leaf_pkey PRIMARY KEY (tenant_id, "position"),
  constraint audit_leaf_tenant_id_event_id_key UNIQUE (tenant_id, event_id),
  constraint audit_leaf_hash_check CHECK ((length(hash) = 32)),
  constraint audit_leaf_position_check CHECK (("position" >= 0))
);
comment on column core.audit_leaf.recorded_at is 'Of the event, so that it is found in its month.';
comment on column core.audit_leaf.hash is 'RFC 6962 leaf hash of the event in the form of core/ledger/leaf.ts: commitments only, so erasing values changes nothing.';
alter table core.audit_leaf enable row level security;
alter table core.audit_leaf force row level security;
create policy tenant on core.audit_leaf using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select on core.audit_leaf to troth_application;

create table core.audit_log (
  tenant_id uuid not null,
  origin text not null,
  public_key bytea not null,
  sealed_key bytea not null,
  size bigint not null default 0,
  edge bytea not null default '\x'::bytea,
  last_xid xid8 not null default '0'::xid8,
  last_event uuid not null default '00000000-0000-0000-0000-000000000000'::uuid,
  created_at timestamp with time zone not null,
  constraint audit_log_pkey PRIMARY KEY (tenant_id),
  constraint audit_log_edge_check CHECK (((length(edge) % 32) = 0)),
  constraint audit_log_origin_check CHECK ((origin ~ '^[^ +]+$'::text)),
  constraint audit_log_public_key_check CHECK ((length(public_key) = 32)),
  constraint audit_log_size_check CHECK ((size >= 0))
);
comment on table core.audit_log is 'How far the log of an organisation is: whoever appends holds this row.';
comment on column core.audit_log.origin is 'The name of the log in its checkpoints (C2SP tlog-checkpoint).';
comment on column core.audit_log.sealed_key is 'The Ed25519 key that signs checkpoints, sealed under the organisation itself.';
comment on column core.audit_log.edge is 'Hashes of the complete subtrees that the tree consists of, largest first: all that appending needs.';
comment on column core.audit_log.last_xid is 'Transaction of the newest event in the log, with last_event: what was committed later comes after it.';
alter table core.audit_log enable row level security;
alter table core.audit_log force row level security;
create policy tenant on core.audit_log using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on core.audit_log to troth_application;

create table core.audit_payload (
  tenant_id uuid not null,
  event_id uuid not null,
  subject_id uuid not null,
  sealed bytea not null,
  constraint audit_payload_pkey PRIMARY KEY (tenant_id, event_id)
);
comment on column core.audit_payload.sealed is 'Salt, old and new values, sealed under the subject''s audit-payload key.';
CREATE INDEX audit_payload_by_subject ON core.audit_payload USING btree (tenant_id, subject_id);
alter table core.audit_payload enable row level security;
alter table core.audit_payload force row level security;
create policy tenant on core.audit_payload using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant delete, insert, select on core.audit_payload to troth_application;

create table core.audit_subject (
  tenant_id uuid not null,
  subject_id uuid not null,
  recorded_at timestamp with time zone not null default now(),
  event_id uuid not null,
  constraint audit_subject_pkey PRIMARY KEY (tenant_id, subject_id, recorded_at, event_id)
) partition by RANGE (recorded_at);
comment on table core.audit_subject is 'The patients an audit event names: answers "who opened this record".';
CREATE INDEX audit_subject_by_time ON core.audit_subject USING btree (tenant_id, recorded_at, event_id);
alter table core.audit_subject enable row level security;
alter table core.audit_subject force row level security;
create policy tenant on core.audit_subject using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select on core.audit_subject to troth_application;

create table core.audit_subject_default partition of core.audit_subject DEFAULT;
alter table core.audit_subject_default enable row level security;
alter table core.audit_subject_default force row level security;
create policy tenant on core.audit_subject_default using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);

create table core.audit_subtree (
  tenant_id uuid not null,
  level integer not null,
  "position" bigint not null,
  hash bytea not null,
  constraint audit_subtree_pkey PRIMARY KEY (tenant_id, level, "position"),
  constraint audit_subtree_hash_check CHECK ((length(hash) = 32)),
  constraint audit_subtree_level_check CHECK ((level >= 1)),
  constraint audit_subtree_position_check CHECK (("position" >= 0))
);
comment on table core.audit_subtree is 'Roots of complete subtrees of 256^level leaves: the entries of the hash tiles of that level (C2SP tlog-tiles). Level 0 is core.audit_leaf.';
alter table core.audit_subtree enable row level security;
alter table core.audit_subtree force row level security;
create policy tenant on core.audit_subtree using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select on core.audit_subtree to troth_application;

create table core.contact (
  tenant_id uuid not null,
  contact_id uuid not null,
  patient_id uuid not null,
  direction text not null,
  channel text not null,
  with_whom text not null,
  related_person_id uuid,
  outcome text not null,
  happened_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  recorded_by uuid not null,
  sealed bytea not null,
  follow_up_task_id uuid,
  constraint contact_pkey PRIMARY KEY (tenant_id, contact_id),
  constraint contact_channel_check CHECK ((channel = ANY (ARRAY['telephone'::text, 'in-person'::text, 'video'::text, 'letter'::text, 'email'::text, 'text'::text, 'other'::text]))),
  constraint contact_check CHECK (((related_person_id IS NULL) OR (with_whom = 'related-person'::text))),
  constraint contact_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
  constraint contact_with_whom_check CHECK ((with_whom = ANY (ARRAY['patient'::text, 'related-person'::text, 'other'::text])))
);
comment on column core.contact.happened_at is 'When it took place, which may be before it was written down (recorded_at).';
comment on column core.contact.sealed is 'What was said, and who it was with when they are not on the record; sealed under the patient''s clinical-text key.';
CREATE INDEX contact_by_follow_up ON core.contact USING btree (tenant_id, follow_up_task_id) WHERE (follow_up_task_id IS NOT NULL);
CREATE INDEX contact_by_patient ON core.contact USING btree (tenant_id, patient_id, happened_at DESC, contact_id);
alter table core.contact enable row level security;
alter table core.contact force row level security;
create policy tenant on core.contact using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select on core.contact to troth_application;

create table core.contact_mistake (
  tenant_id uuid not null,
  contact_id uuid not null,
  sealed bytea not null,
  recorded_at timestamp with time zone not null,
  recorded_by uuid not null,
  constraint contact_mistake_pkey PRIMARY KEY (tenant_id, contact_id)
);
comment on table core.contact_mistake is 'A contact that was recorded by mistake. The contact stays readable, struck through, with the reason (sealed).';
alter table core.contact_mistake enable row level security;
alter table core.contact_mistake force row level security;
create policy tenant on core.contact_mistake using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select on core.contact_mistake to troth_application;

create table core.demonstration_story (
  story text not null,
  built_at timestamp with time zone not null default now(),
  constraint demonstration_story_pkey PRIMARY KEY (story)
);
grant insert, select on core.demonstration_story to troth_application;

create table core.disclosure_inbox (
  tenant_id uuid not null,
  sender_tenant_id uuid not null,
  disclosure_id uuid not null,
  sender_name text not null,
  sender_ods_code text,
  kind text not null,
  about_id uuid,
  purpose text not null,
  basis text not null,
  ground text not null,
  fields text[] not null,
  sealed bytea,
  sent_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  applied_at timestamp with time zone,
  superseded_at timestamp with time zone,
  attempts integer not null default 0,
  problem text,
  constraint disclosure_inbox_pkey PRIMARY KEY (tenant_id, sender_tenant_id, disclosure_id),
  constraint disclosure_inbox_check CHECK (((applied_at IS NULL) OR (superseded_at IS NULL))),
  constraint disclosure_inbox_check1 CHECK (((sealed IS NOT NULL) OR (applied_at IS NOT NULL) OR (superseded_at IS NOT NULL)))
);
comment on table core.disclosure_inbox is 'What other organisations sent. The primary key makes a second delivery of the same disclosure do nothing.';
comment on column core.disclosure_inbox.sealed is 'Sealed under a key of its own until it is applied; then it is in the record, and this copy and its key are erased.';
comment on column core.disclosure_inbox.superseded_at is 'A newer disclosure about the same thing had been applied before this one arrived.';
CREATE INDEX disclosure_inbox_about ON core.disclosure_inbox USING btree (tenant_id, sender_tenant_id, kind, about_id);
CREATE INDEX disclosure_inbox_by_time ON core.disclosure_inbox USING btree (tenant_id, received_at);
alter table core.disclosure_inbox enable row level security;
alter table core.disclosure_inbox force row level security;
create policy tenant on core.disclosure_inbox using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on core.disclosure_inbox to troth_application;

create table core.disclosure_outbox (
  tenant_id uuid not null,
  disclosure_id uuid not null,
  recipient_tenant_id uuid not null,
  kind text not null,
  subject_id uuid not null,
  about_id uuid,
  purpose text not null,
  basis text not null,
  ground text not null,
  fields text[] not null,
  sealed bytea not null,
  sent_at timestamp with time zone not null,
  sent_by uuid not null,
  delivered_at timestamp with time zone,
  stopped_at timestamp with time zone,
  stopped_by uuid,
  stop_reason text,
  attempts integer not null default 0,
  problem text,
  handed_over_at timestamp with time zone,
  constraint disclosure_outbox_pkey PRIMARY KEY (tenant_id, disclosure_id),
  constraint disclosure_outbox_check CHECK (((delivered_at IS NULL) OR (stopped_at IS NULL))),
  constraint disclosure_outbox_check1 CHECK ((((stopped_at IS NULL) = (stopped_by IS NULL)) AND ((stopped_at IS NULL) = (stop_reason IS NULL)))),
  constraint disclosure_outbox_sealed_check CHECK ((length(sealed) <= 1048576))
);
comment on column core.disclosure_outbox.subject_id is 'The patient it is about, or the organisation itself.';
comment on column core.disclosure_outbox.about_id is 'Where only the newest counts (a prescription that is changed): what it is the newest of.';
comment on column core.disclosure_outbox.ground is 'Common-law ground for sharing what was told in confidence; apart from the lawful basis.';
comment on column core.disclosure_outbox.problem is 'The kind of error of the last try. Never its words, which may quote a value.';
comment on column core.disclosure_outbox.handed_over_at is 'From here on it may have arrived: the answer of the recipient''s side can be lost. Stopping it then says so.';
CREATE INDEX disclosure_outbox_by_subject ON core.disclosure_outbox USING btree (tenant_id, subject_id);
CREATE INDEX disclosure_outbox_by_time ON core.disclosure_outbox USING btree (tenant_id, sent_at);
CREATE INDEX disclosure_outbox_open ON core.disclosure_outbox USING btree (tenant_id, sent_at) WHERE ((delivered_at IS NULL) AND (stopped_at IS NULL));
alter table core.disclosure_outbox enable row level security;
alter table core.disclosure_outbox force row level security;
create policy tenant on core.disclosure_outbox using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on core.disclosure_outbox to troth_application;

create table core.disclosure_recipient (
  tenant_id uuid not null,
  recipient_tenant_id uuid not null,
  name text not null,
  agreement text not null,
  kinds text[] not null,
  added_at timestamp with time zone not null,
  added_by uuid not null,
  ended_at timestamp with time zone,
  ended_by uuid,
  version integer not null default 1,
  ods_code text,
  constraint disclosure_recipient_pkey PRIMARY KEY (tenant_id, recipient_tenant_id),
  constraint disclosure_recipient_agreement_check CHECK (((length(agreement) >= 1) AND (length(agreement) <= 200))),
  constraint disclosure_recipient_check CHECK ((recipient_tenant_id <> tenant_id)),
  constraint disclosure_recipient_check1 CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  constraint disclosure_recipient_kinds_check CHECK (((cardinality(kinds) >= 1) AND (cardinality(kinds) <= 100))),
  constraint disclosure_recipient_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint disclosure_recipient_ods_code_check CHECK ((ods_code ~ '^[A-Z0-9]{3,12}$'::text))
);
comment on table core.disclosure_recipient is 'The sender''s register: to which organisations it may send what, and under which agreement. Nothing is sent to anyone else.';
comment on column core.disclosure_recipient.agreement is 'The data sharing agreement or contract, as the organisation files it.';
comment on column core.disclosure_recipient.kinds is 'Kinds of disclosure that the agreement covers.';
comment on column core.disclosure_recipient.ods_code is 'Its ODS code as the sender knows it, by which a patient’s GP practice is found on the register.';
alter table core.disclosure_recipient enable row level security;
alter table core.disclosure_recipient force row level security;
create policy tenant on core.disclosure_recipient using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on core.disclosure_recipient to troth_application;

create table core.dmd_amp (
  amp_id text not null,
  vmp_id text not null,
  name text not null,
  short_name text,
  description text not null,
  previous_name text,
  renamed_on date,
  supplier text not null,
  licensing text not null,
  combination text,
  flavour text,
  is_black_triangle boolean not null,
  is_parallel_import boolean not null,
  availability text not null,
  is_invalid boolean not null,
  is_sample boolean not null,
  gone_since date,
  constraint dmd_amp_pkey PRIMARY KEY (amp_id)
);
comment on table core.dmd_amp is 'Brands and suppliers’ own products (actual medicinal products).';
comment on column core.dmd_amp.is_black_triangle is 'Additional monitoring by the medicines regulator.';
CREATE INDEX dmd_amp_vmp_id_idx ON core.dmd_amp USING btree (vmp_id);
grant select on core.dmd_amp to troth_application;

create table core.dmd_amp_ingredient (
  amp_id text not null,
  place integer not null,
  ingredient_id text not null,
  strength numeric,
  unit text,
  constraint dmd_amp_ingredient_pkey PRIMARY KEY (amp_id, place)
);
comment on table core.dmd_amp_ingredient is 'Ingredients besides the active ones, such as excipients that people are allergic to. Often incomplete in the dictionary.';
grant select on core.dmd_amp_ingredient to troth_application;

create table core.dmd_amp_route (
  amp_id text not null,
  code text not null,
  constraint dmd_amp_route_pkey PRIMARY KEY (amp_id, code)
);
grant select on core.dmd_amp_route to troth_application;

create table core.dmd_ampp (
  ampp_id text not null,
  vmpp_id text not null,
  amp_id text not null,
  name text not null,
  combination text,
  legal_category text not null,
  sub_pack text,
  is_discontinued boolean not null,
  discontinued_on date,
  is_invalid boolean not null,
  is_sample boolean not null,
  gone_since date,
  constraint dmd_ampp_pkey PRIMARY KEY (ampp_id)
);
comment on table core.dmd_ampp is 'Packs that can be bought (actual medicinal product packs).';
CREATE INDEX dmd_ampp_amp_id_idx ON core.dmd_ampp USING btree (amp_id);
CREATE INDEX dmd_ampp_vmpp_id_idx ON core.dmd_ampp USING btree (vmpp_id);
grant select on core.dmd_ampp to troth_application;

create table core.dmd_ampp_content (
  ampp_id text not null,
  content_id text not null,
  constraint dmd_ampp_content_pkey PRIMARY KEY (ampp_id, content_id)
);
comment on table core.dmd_ampp_content is 'What a combination pack holds: other packs.';
grant select on core.dmd_ampp_content to troth_application;

create table core.dmd_controlled_drug (
  vmp_id text not null,
  category text not null,
  category_from date,
  previous_category text,
  constraint dmd_controlled_drug_pkey PRIMARY KEY (vmp_id)
);
comment on table core.dmd_controlled_drug is 'Controlled drug category. A product without a row is not stated, which is not the same as no controlled drug.';
grant select on core.dmd_controlled_drug to troth_application;

create table core.dmd_gtin (
  ampp_id text not null,
  gtin text not null,
  starts_on date not null,
  ends_on date,
  gtin_key text not null,
  constraint dmd_gtin_pkey PRIMARY KEY (ampp_id, gtin, starts_on),
  constraint dmd_gtin_gtin_key_check CHECK ((gtin_key ~ '^[0-9]{14}$'::text))
);
comment on table core.dmd_gtin is 'Barcode numbers of packs and the days from and to which each is right, both included.';
comment on column core.dmd_gtin.gtin_key is 'The number in its longest form: scanners and lists differ in leading zeros.';
CREATE INDEX dmd_gtin_gtin_key_idx ON core.dmd_gtin USING btree (gtin_key);
grant select on core.dmd_gtin to troth_application;

create table core.dmd_ingredient (
  ingredient_id text not null,
  name text not null,
  is_invalid boolean not null,
  is_sample boolean not null,
  gone_since date,
  constraint dmd_ingredient_pkey PRIMARY KEY (ingredient_id)
);
grant select on core.dmd_ingredient to troth_application;

create table core.dmd_lookup (
  list text not null,
  code text not null,
  description text not null,
  previous_code text,
  changed_on date,
  is_invalid boolean not null,
  is_sample boolean not null,
  gone_since date,
  constraint dmd_lookup_pkey PRIMARY KEY (list, code)
);
comment on table core.dmd_lookup is 'Words for the codes of the dictionary: units, forms, routes, suppliers, legal categories and others.';
grant select on core.dmd_lookup to troth_application;

create table core.dmd_previous_id (
  previous_id text not null,
  current_id text not null,
  level text not null,
  changed_on date,
  constraint dmd_previous_id_pkey PRIMARY KEY (previous_id, current_id),
  constraint dmd_previous_id_level_check CHECK ((level = ANY (ARRAY['ingredient'::text, 'vtm'::text, 'vmp'::text])))
);
comment on table core.dmd_previous_id is 'Identifiers that gave way to another. Kept for ever: a prescription may name the old one.';
grant select on core.dmd_previous_id to troth_application;

create table core.dmd_release (
  release_id uuid not null,
  released_on date not null,
  is_sample boolean not null,
  imported_at timestamp with time zone not null default now(),
  changes jsonb not null,
  left_out integer not null,
  constraint dmd_release_pkey PRIMARY KEY (release_id)
);
comment on column core.dmd_release.left_out is 'Rows of the files that could not be used and were named to whoever brought the release in.';
grant select on core.dmd_release to troth_application;

create table core.dmd_search_entry (
  entry_id text not null,
  level text not null,
  name text not null,
  words text not null,
  is_current boolean not null,
  constraint dmd_search_entry_pkey PRIMARY KEY (entry_id),
  constraint dmd_search_entry_level_check CHECK ((level = ANY (ARRAY['vtm'::text, 'vmp'::text, 'amp'::text])))
);
comment on table core.dmd_search_entry is 'What people look for by name, with all the words it is found by. Made by the import.';
grant select on core.dmd_search_entry to troth_application;

create table core.dmd_search_key (
  key text collate "C" not null,
  entry_id text not null,
  constraint dmd_search_key_pkey PRIMARY KEY (key, entry_id)
);
CREATE INDEX dmd_search_key_entry_id_key_idx ON core.dmd_search_key USING btree (entry_id, key);
grant select on core.dmd_search_key to troth_application;

create table core.dmd_vmp (
  vmp_id text not null,
  vtm_id text,
  name text not null,
  short_name text,
  previous_name text,
  renamed_on date,
  combination text,
  prescribing_status text not null,
  is_sugar_free boolean not null,
  is_gluten_free boolean not null,
  is_preservative_free boolean not null,
  is_cfc_free boolean not null,
  not_available text,
  not_available_on date,
  dose_form text,
  unit_dose_size numeric,
  unit_dose_size_unit text,
  unit_dose_unit text,
  is_invalid boolean not null,
  is_sample boolean not null,
  gone_since date,
  constraint dmd_vmp_pkey PRIMARY KEY (vmp_id)
);
comment on table core.dmd_vmp is 'Generic products (virtual medicinal products): a substance in a strength and form.';
comment on column core.dmd_vmp.dose_form is 'DF_INDICATOR: 1 discrete (tablets, pens), 2 continuous (liquids, creams), 3 not applicable.';
comment on column core.dmd_vmp.unit_dose_size is 'How much one unit dose holds: 0.4 (ml) for a pen of 0.4 ml.';
CREATE INDEX dmd_vmp_vtm_id_idx ON core.dmd_vmp USING btree (vtm_id);
grant select on core.dmd_vmp to troth_application;

create table core.dmd_vmp_form (
  vmp_id text not null,
  code text not null,
  constraint dmd_vmp_form_pkey PRIMARY KEY (vmp_id, code)
);
grant select on core.dmd_vmp_form to troth_application;

create table core.dmd_vmp_form_route (
  vmp_id text not null,
  code text not null,
  constraint dmd_vmp_form_route_pkey PRIMARY KEY (vmp_id, code)
);
grant select on core.dmd_vmp_form_route to troth_application;

create table core.dmd_vmp_ingredient (
  vmp_id text not null,
  place integer not null,
  ingredient_id text not null,
  strength_basis text,
  base_id text,
  numerator numeric,
  numerator_unit text,
  denominator numeric,
  denominator_unit text,
  constraint dmd_vmp_ingredient_pkey PRIMARY KEY (vmp_id, place)
);
comment on column core.dmd_vmp_ingredient.numerator is 'Strength: numerator of its unit in each denominator of its unit, such as 100 mg in 1 ml.';
grant select on core.dmd_vmp_ingredient to troth_application;

create table core.dmd_vmp_route (
  vmp_id text not null,
  code text not null,
  constraint dmd_vmp_route_pkey PRIMARY KEY (vmp_id, code)
);
grant select on core.dmd_vmp_route to troth_application;

create table core.dmd_vmpp (
  vmpp_id text not null,
  vmp_id text not null,
  name text not null,
  quantity numeric,
  quantity_unit text,
  combination text,
  is_invalid boolean not null,
  is_sample boolean not null,
  gone_since date,
  constraint dmd_vmpp_pkey PRIMARY KEY (vmpp_id)
);
comment on table core.dmd_vmpp is 'Pack sizes of generic products (virtual medicinal product packs).';
CREATE INDEX dmd_vmpp_vmp_id_idx ON core.dmd_vmpp USING btree (vmp_id);
grant select on core.dmd_vmpp to troth_application;

create table core.dmd_vmpp_content (
  vmpp_id text not null,
  content_id text not null,
  constraint dmd_vmpp_content_pkey PRIMARY KEY (vmpp_id, content_id)
);
grant select on core.dmd_vmpp_content to troth_application;

create table core.dmd_vtm (
  vtm_id text not null,
  name text not null,
  short_name text,
  is_invalid boolean not null,
  is_sample boolean not null,
  gone_since date,
  constraint dmd_vtm_pkey PRIMARY KEY (vtm_id)
);
comment on table core.dmd_vtm is 'Substances (virtual therapeutic moieties), such as adalimumab.';
grant select on core.dmd_vtm to troth_application;

create table core.form_draft (
  tenant_id uuid not null,
  account_id uuid not null,
  page_index bytea not null,
  sealed bytea not null,
  saved_at timestamp with time zone not null default now(),
  constraint form_draft_pkey PRIMARY KEY (tenant_id, account_id, page_index)
);
comment on column core.form_draft.page_index is 'Keyed hash of account and page: the address itself can hold what was searched for.';
alter table core.form_draft enable row level security;
alter table core.form_draft force row level security;
create policy tenant on core.form_draft using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant delete, insert, select, update on core.form_draft to troth_application;

create table core.idempotency_key (
  tenant_id uuid not null,
  scope text not null,
  key text not null,
  request_hash bytea not null,
  answer jsonb,
  recorded_at timestamp with time zone not null default now(),
  constraint idempotency_key_pkey PRIMARY KEY (tenant_id, scope, key)
);
comment on column core.idempotency_key.answer is 'What the act answered: identifiers and refusal words only, never patient details.';
CREATE INDEX idempotency_key_by_age ON core.idempotency_key USING btree (tenant_id, recorded_at);
alter table core.idempotency_key enable row level security;
alter table core.idempotency_key force row level security;
create policy tenant on core.idempotency_key using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant delete, insert, select, update on core.idempotency_key to troth_application;

create table core.import_problem (
  tenant_id uuid not null,
  run_id uuid not null,
  line bigint not null,
  number integer not null,
  kind text not null,
  column_name text not null,
  reason text not null,
  subject_id uuid,
  constraint import_problem_pkey PRIMARY KEY (tenant_id, run_id, line, number),
  constraint import_problem_kind_check CHECK ((kind = ANY (ARRAY['refused'::text, 'held'::text])))
);
comment on column core.import_problem.subject_id is 'For a row that was held: the record it may belong to.';
alter table core.import_problem enable row level security;
alter table core.import_problem force row level security;
create policy tenant on core.import_problem using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select on core.import_problem to troth_application;

create table core.import_run (
  tenant_id uuid not null,
  run_id uuid not null,
  kind text not null,
  mode text not null,
  format text not null,
  file_hash bytea not null,
  settings_hash bytea not null,
  file_bytes bigint not null,
  state text not null default 'running'::text,
  failure text,
  "position" bigint not null default 0,
  added bigint not null default 0,
  changed bigint not null default 0,
  unchanged bigint not null default 0,
  refused bigint not null default 0,
  held bigint not null default 0,
  changed_fields jsonb not null default '{}'::jsonb,
  started_by uuid not null,
  started_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint import_run_pkey PRIMARY KEY (tenant_id, run_id),
  constraint import_run_file_hash_check CHECK ((length(file_hash) = 32)),
  constraint import_run_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'json'::text, 'ndjson'::text]))),
  constraint import_run_kind_check CHECK ((kind ~ '^[a-z][a-z-]{1,40}$'::text)),
  constraint import_run_mode_check CHECK ((mode = ANY (ARRAY['preview'::text, 'apply'::text]))),
  constraint import_run_settings_hash_check CHECK ((length(settings_hash) = 32)),
  constraint import_run_state_check CHECK ((state = ANY (ARRAY['running'::text, 'finished'::text, 'failed'::text])))
);
comment on column core.import_run.file_hash is 'SHA-256 of the file, to know it again. The file itself and its name are not kept.';
comment on column core.import_run.settings_hash is 'SHA-256 of the column mapping and options: with others, the same file is another import.';
comment on column core.import_run."position" is 'Rows dealt with. Moves in the transaction that writes them, so that each row is applied exactly once.';
comment on column core.import_run.held is 'Rows that may be people who are already here: not added, to be looked at.';
comment on column core.import_run.changed_fields is 'How many records changed in each field, by name: never the values.';
CREATE INDEX import_run_by_time ON core.import_run USING btree (tenant_id, started_at);
CREATE UNIQUE INDEX import_run_under_way ON core.import_run USING btree (tenant_id, kind, file_hash, settings_hash) WHERE ((mode = 'apply'::text) AND (state = 'running'::text));
alter table core.import_run enable row level security;
alter table core.import_run force row level security;
create policy tenant on core.import_run using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on core.import_run to troth_application;

create table core.installation (
  is_this boolean not null default true,
  demonstration boolean not null,
  key_check bytea not null,
  made_at timestamp with time zone not null default now(),
  constraint installation_pkey PRIMARY KEY (is_this),
  constraint installation_is_this_check CHECK (is_this)
);
comment on column core.installation.key_check is 'Random bytes wrapped by the key file, so that a start with another key file is noticed before it seals anything.';
grant insert, select, update on core.installation to troth_application;

create table core.known_browser (
  token_hash bytea not null,
  name_index bytea not null,
  used_at timestamp with time zone not null,
  constraint known_browser_pkey PRIMARY KEY (token_hash, name_index),
  constraint known_browser_name_index_check CHECK ((length(name_index) = 32)),
  constraint known_browser_token_hash_check CHECK ((length(token_hash) = 32))
);
CREATE INDEX known_browser_by_age ON core.known_browser USING btree (used_at);
CREATE INDEX known_browser_by_name ON core.known_browser USING btree (name_index);
grant delete, insert, select, update on core.known_browser to troth_application;

create table core.notification (
  tenant_id uuid not null,
  notification_id uuid not null,
  account_id uuid not null,
  kind text not null,
  task_id uuid,
  created_at timestamp with time zone not null,
  read_at timestamp with time zone,
  constraint notification_pkey PRIMARY KEY (tenant_id, notification_id)
);
CREATE INDEX notification_by_account ON core.notification USING btree (tenant_id, account_id, created_at);
CREATE INDEX notification_by_task ON core.notification USING btree (tenant_id, task_id) WHERE (task_id IS NOT NULL);
CREATE INDEX notification_unread ON core.notification USING btree (tenant_id, account_id, created_at) WHERE (read_at IS NULL);
alter table core.notification enable row level security;
alter table core.notification force row level security;
create policy tenant on core.notification using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant delete, insert, select, update on core.notification to troth_application;

create table core.notification_preference (
  tenant_id uuid not null,
  account_id uuid not null,
  email_urgent boolean not null default true,
  email_assigned boolean not null default false,
  quiet_from text,
  quiet_until text,
  version integer not null default 1,
  constraint notification_preference_pkey PRIMARY KEY (tenant_id, account_id),
  constraint notification_preference_check CHECK (((quiet_from IS NULL) = (quiet_until IS NULL))),
  constraint notification_preference_quiet_from_check CHECK ((quiet_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text)),
  constraint notification_preference_quiet_until_check CHECK ((quiet_until ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text))
);
comment on column core.notification_preference.quiet_from is 'Time of day in London from which e-mails wait until quiet_until. Urgent ones do not wait.';
alter table core.notification_preference enable row level security;
alter table core.notification_preference force row level security;
create policy tenant on core.notification_preference using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on core.notification_preference to troth_application;

create table core.organisation (
  tenant_id uuid not null,
  name text not null,
  ods_code text,
  kind text not null,
  nation text not null default 'england'::text,
  telephone text,
  opening_hours jsonb not null default '{}'::jsonb,
  safety_contact text,
  settings jsonb not null default '{}'::jsonb,
  version integer not null default 1,
  updated_at timestamp with time zone not null default now(),
  address_lines text[] not null default '{}'::text[],
  constraint organisation_pkey PRIMARY KEY (tenant_id),
  constraint organisation_kind_check CHECK ((kind = ANY (ARRAY['nhs-trust'::text, 'gp-practice'::text, 'homecare-company'::text, 'icb'::text, 'public-site'::text]))),
  constraint organisation_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint organisation_nation_check CHECK ((nation = ANY (ARRAY['england'::text, 'wales'::text, 'scotland'::text, 'northern-ireland'::text]))),
  constraint organisation_ods_code_check CHECK ((ods_code ~ '^[A-Z0-9]{3,12}$'::text))
);
comment on column core.organisation.opening_hours is 'Weekly hours and closures, in the shape of core/values/working-hours.ts; used on patient pages and for escalation.';
comment on column core.organisation.settings is 'Time-outs and limits the organisation has tightened, in the shape of core/tenancy/settings.ts.';
comment on column core.organisation.address_lines is 'Postal address, one line each: the head of letters.';
alter table core.organisation enable row level security;
alter table core.organisation force row level security;
create policy tenant on core.organisation using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on core.organisation to troth_application;

create table core.outgoing_email (
  tenant_id uuid not null,
  email_id uuid not null,
  account_id uuid,
  subject_id uuid not null,
  template text not null,
  sealed bytea,
  state text not null,
  attempts integer not null default 0,
  queued_at timestamp with time zone not null,
  not_before timestamp with time zone,
  attempted_at timestamp with time zone,
  settled_at timestamp with time zone,
  problem text,
  waiting_key text,
  constraint outgoing_email_pkey PRIMARY KEY (tenant_id, email_id),
  constraint email_is_kept_until_settled CHECK (((sealed IS NULL) = (state = ANY (ARRAY['handed-over'::text, 'delivery-not-confirmed'::text, 'failed'::text])))),
  constraint outgoing_email_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'handed-over'::text, 'delivery-not-confirmed'::text, 'failed'::text])))
);
comment on column core.outgoing_email.sealed is 'Address and text, sealed under the subject''s message-body key; erased as soon as the e-mail is settled, because it may hold a secret link.';
comment on column core.outgoing_email.state is 'delivery-not-confirmed: the mail server may have taken it, so it is never sent again by itself.';
comment on column core.outgoing_email.waiting_key is 'While an e-mail with this key waits, a second one is not added: one "you have new tasks", not ten.';
CREATE INDEX outgoing_email_by_age ON core.outgoing_email USING btree (tenant_id, queued_at);
CREATE INDEX outgoing_email_by_state ON core.outgoing_email USING btree (tenant_id, state, queued_at) WHERE (state <> 'handed-over'::text);
CREATE UNIQUE INDEX outgoing_email_waiting ON core.outgoing_email USING btree (tenant_id, waiting_key) WHERE ((state = 'queued'::text) AND (waiting_key IS NOT NULL));
alter table core.outgoing_email enable row level security;
alter table core.outgoing_email force row level security;
create policy tenant on core.outgoing_email using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant delete, insert, select, update on core.outgoing_email to troth_application;

create table core.outgoing_text (
  tenant_id uuid not null,
  text_id uuid not null,
  patient_id uuid not null,
  sealed bytea,
  state text not null,
  queued_at timestamp with time zone not null,
  attempted_at timestamp with time zone,
  settled_at timestamp with time zone,
  problem text,
  code_id uuid,
  attempts integer not null default 0,
  constraint outgoing_text_pkey PRIMARY KEY (tenant_id, text_id),
  constraint outgoing_text_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'handed-over'::text, 'delivery-not-confirmed'::text, 'failed'::text])))
);
comment on column core.outgoing_text.sealed is 'Number and words, sealed under the patient''s message-body key; erased once handed over.';
comment on column core.outgoing_text.code_id is 'The code in the words: a text whose code was used, replaced or ran out is not sent.';
CREATE INDEX outgoing_text_of_patient ON core.outgoing_text USING btree (tenant_id, patient_id);
alter table core.outgoing_text enable row level security;
alter table core.outgoing_text force row level security;
create policy tenant on core.outgoing_text using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on core.outgoing_text to troth_application;

create table core.patient (
  tenant_id uuid not null,
  patient_id uuid not null,
  nhs_number text,
  nhs_number_absence text,
  nhs_number_status text not null,
  identifiers jsonb not null default '[]'::jsonb,
  names jsonb not null,
  birth_date date,
  gender text not null,
  birth_sex text,
  gender_identity text,
  same_as_at_birth text,
  death_notice text,
  died_on date,
  death_source text,
  addresses jsonb not null default '[]'::jsonb,
  contact_points jsonb not null default '[]'::jsonb,
  preferred_channel text,
  language text,
  interpreter_required boolean not null default false,
  accessible_needs text[] not null default '{}'::text[],
  needs_asked_on date,
  general_practice text,
  allergy_status text not null default 'not-yet-asked'::text,
  allergy_asked_on date,
  allergy_asked_by uuid,
  sensitive boolean not null default false,
  merged_into uuid,
  version integer not null default 1,
  registered_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint patient_pkey PRIMARY KEY (tenant_id, patient_id),
  constraint patient_addresses_check CHECK ((jsonb_typeof(addresses) = 'array'::text)),
  constraint patient_allergy_status_check CHECK ((allergy_status = ANY (ARRAY['not-yet-asked'::text, 'none-known'::text, 'listed'::text]))),
  constraint patient_birth_sex_check CHECK ((birth_sex = ANY (ARRAY['F'::text, 'M'::text, 'UN'::text, 'UNK'::text]))),
  constraint patient_check CHECK (((nhs_number IS NULL) <> (nhs_number_absence IS NULL))),
  constraint patient_check1 CHECK (((death_notice IS NULL) = (death_source IS NULL))),
  constraint patient_check2 CHECK (((died_on IS NULL) OR (death_notice IS NOT NULL))),
  constraint patient_check3 CHECK (((allergy_status = 'not-yet-asked'::text) = (allergy_asked_on IS NULL))),
  constraint patient_check4 CHECK (((allergy_asked_on IS NULL) = (allergy_asked_by IS NULL))),
  constraint patient_check5 CHECK ((merged_into <> patient_id)),
  constraint patient_contact_points_check CHECK ((jsonb_typeof(contact_points) = 'array'::text)),
  constraint patient_death_notice_check CHECK ((death_notice = ANY (ARRAY['informal'::text, 'formal'::text]))),
  constraint patient_gender_check CHECK ((gender = ANY (ARRAY['female'::text, 'male'::text, 'other'::text, 'unknown'::text]))),
  constraint patient_gender_identity_check CHECK ((gender_identity = ANY (ARRAY['1'::text, '2'::text, '3'::text, '4'::text, 'Z'::text, 'X'::text]))),
  constraint patient_general_practice_check CHECK ((general_practice ~ '^[A-Z0-9]{3,12}$'::text)),
  constraint patient_identifiers_check CHECK ((jsonb_typeof(identifiers) = 'array'::text)),
  constraint patient_names_check CHECK (((jsonb_typeof(names) = 'array'::text) AND (jsonb_array_length(names) > 0))),
  constraint patient_nhs_number_check CHECK ((nhs_number ~ '^[0-9]{10}$'::text)),
  constraint patient_nhs_number_status_check CHECK ((nhs_number_status ~ '^0[1-8]$'::text)),
  constraint patient_preferred_channel_check CHECK ((preferred_channel = ANY (ARRAY['letter'::text, 'telephone'::text, 'text-message'::text, 'email'::text]))),
  constraint patient_same_as_at_birth_check CHECK ((same_as_at_birth = ANY (ARRAY['Y'::text, 'N'::text, 'Z'::text, 'X'::text])))
);
comment on column core.patient.nhs_number is 'Ten digits, modulus 11 checked by the program. Absent only with a reason in nhs_number_absence.';
comment on column core.patient.nhs_number_status is 'NHS Data Dictionary verification status: 01 is verified.';
comment on column core.patient.identifiers is 'Other identifiers (system and value), such as a hospital number.';
comment on column core.patient.names is 'Every name with its use and period, in the shape of core/values/person-name.ts.';
comment on column core.patient.gender is 'Administrative gender: what the record is filed under, never how to treat or address anyone.';
comment on column core.patient.birth_sex is 'UK Core birth sex (phenotypic), on which tests and doses may depend.';
comment on column core.patient.death_notice is 'UK Core death notification: formal is a registered death. Dead with an unknown day has no died_on.';
comment on column core.patient.accessible_needs is 'Accessible Information Standard needs, as codes of core/values/accessible-information.ts.';
comment on column core.patient.allergy_status is 'not-yet-asked and none-known are different facts. listed: see core.patient_allergy.';
comment on column core.patient.sensitive is 'Address, telephone and e-mail are shown only to those with the right see-sensitive-records, and never in lists or exports.';
comment on column core.patient.merged_into is 'The live record this one was merged into. Nothing else of it changes, so that unmerging is exact.';
comment on column core.patient.version is 'Grows with every change to the row: the FHIR version and the guard against lost updates.';
CREATE INDEX patient_birth_date ON core.patient USING btree (tenant_id, birth_date) WHERE (birth_date IS NOT NULL);
CREATE INDEX patient_merged ON core.patient USING btree (tenant_id, patient_id) INCLUDE (merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX patient_merged_into ON core.patient USING btree (tenant_id, merged_into) WHERE (merged_into IS NOT NULL);
CREATE UNIQUE INDEX patient_nhs_number ON core.patient USING btree (tenant_id, nhs_number) WHERE ((nhs_number IS NOT NULL) AND (merged_into IS NULL));
CREATE INDEX patient_nhs_number_of_merged ON core.patient USING btree (tenant_id, nhs_number) WHERE ((nhs_number IS NOT NULL) AND (merged_into IS NOT NULL));
CREATE INDEX patient_updated ON core.patient USING btree (tenant_id, updated_at, patient_id);
alter table core.patient enable row level security;
alter table core.patient force row level security;
create policy tenant on core.patient using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on core.patient to troth_application;

create table core.patient_account (
  tenant_id uuid not null,
  account_id uuid not null,
  patient_id uuid not null,
  sign_in_kind text not null,
  sign_in_name text not null,
  code_mobile text,
  status text not null,
  is_demonstration boolean not null default false,
  activated_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  withdrawn_by uuid,
  withdrawn_reason text,
  version integer not null default 1,
  constraint patient_account_pkey PRIMARY KEY (tenant_id, account_id),
  constraint patient_account_tenant_id_patient_id_key UNIQUE (tenant_id, patient_id),
  constraint patient_account_tenant_id_sign_in_name_key UNIQUE (tenant_id, sign_in_name),
  constraint patient_account_check CHECK (((status = 'withdrawn'::text) = (withdrawn_at IS NOT NULL))),
  constraint patient_account_check1 CHECK ((((withdrawn_at IS NULL) = (withdrawn_by IS NULL)) AND ((withdrawn_at IS NULL) = (withdrawn_reason IS NULL)))),
  constraint patient_account_code_mobile_check CHECK ((code_mobile ~ '^\+[1-9][0-9]{6,14}$'::text)),
  constraint patient_account_sign_in_kind_check CHECK ((sign_in_kind = ANY (ARRAY['nhs-number'::text, 'made-name'::text]))),
  constraint patient_account_sign_in_name_check CHECK (((length(sign_in_name) >= 3) AND (length(sign_in_name) <= 60))),
  constraint patient_account_status_check CHECK ((status = ANY (ARRAY['active'::text, 'withdrawn'::text])))
);
comment on table core.patient_account is 'How a patient signs in to see their own record. Nobody else signs in for them: access for parents and carers is not offered.';
comment on column core.patient_account.sign_in_name is 'The NHS number, or a name made for the person. Stays as it was given when the number on the record is corrected.';
comment on column core.patient_account.code_mobile is 'Mobile number for new codes, as the patient gave it. Not part of the record.';
comment on column core.patient_account.is_demonstration is 'Made by the demonstration: cannot sign in unless the program runs as one.';
alter table core.patient_account enable row level security;
alter table core.patient_account force row level security;
create policy tenant on core.patient_account using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on core.patient_account to troth_application;

create table core.patient_allergy (
  tenant_id uuid not null,
  allergy_id uuid not null,
  patient_id uuid not null,
  substance text not null,
  code text,
  reactions text[] not null default '{}'::text[],
  severity text not null,
  note bytea,
  recorded_on date not null,
  recorded_by uuid not null,
  ended_on date,
  version integer not null default 1,
  updated_at timestamp with time zone not null default now(),
  constraint patient_allergy_pkey PRIMARY KEY (tenant_id, allergy_id),
  constraint patient_allergy_severity_check CHECK ((severity = ANY (ARRAY['severe'::text, 'moderate'::text, 'mild'::text, 'unknown'::text]))),
  constraint patient_allergy_substance_check CHECK (((length(substance) >= 1) AND (length(substance) <= 200)))
);
comment on column core.patient_allergy.substance is 'What the person reacts to. In clear, as it must be shown on every page and checked against medicines.';
comment on column core.patient_allergy.code is 'SNOMED CT or dm+d identifier of the substance, when known.';
comment on column core.patient_allergy.reactions is 'Codes of core/patients/allergy.ts.';
comment on column core.patient_allergy.note is 'Sealed: what happened, in free text.';
comment on column core.patient_allergy.ended_on is 'The day it was found to be wrong. The row stays, so that the history is whole.';
CREATE INDEX patient_allergy_of_patient ON core.patient_allergy USING btree (tenant_id, patient_id);
alter table core.patient_allergy enable row level security;
alter table core.patient_allergy force row level security;
create policy tenant on core.patient_allergy using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on core.patient_allergy to troth_application;

create table core.patient_home_access (
  tenant_id uuid not null,
  patient_id uuid not null,
  instructions bytea not null,
  version integer not null default 1,
  updated_by uuid not null,
  updated_at timestamp with time zone not null default now(),
  constraint patient_home_access_pkey PRIMARY KEY (tenant_id, patient_id)
);
comment on table core.patient_home_access is 'How to get into a home (key safe, code, who answers): sealed, shown on one page under a policy of its own.';
alter table core.patient_home_access enable row level security;
alter table core.patient_home_access force row level security;
create policy tenant on core.patient_home_access using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant delete, insert, select, update on core.patient_home_access to troth_application;

create table core.patient_measurement (
  tenant_id uuid not null,
  measurement_id uuid not null,
  patient_id uuid not null,
  kind text not null,
  value numeric(7,3) not null,
  measured_on date not null,
  source text not null,
  recorded_by uuid not null,
  struck_out_at timestamp with time zone,
  version integer not null default 1,
  recorded_at timestamp with time zone not null default now(),
  constraint patient_measurement_pkey PRIMARY KEY (tenant_id, measurement_id),
  constraint patient_measurement_kind_check CHECK ((kind = ANY (ARRAY['weight'::text, 'height'::text]))),
  constraint patient_measurement_source_check CHECK ((source = ANY (ARRAY['measured'::text, 'device'::text, 'record'::text, 'patient'::text, 'estimated'::text]))),
  constraint patient_measurement_value_check CHECK ((value > (0)::numeric))
);
comment on column core.patient_measurement.value is 'Kilograms for weight, centimetres for height.';
comment on column core.patient_measurement.struck_out_at is 'Recorded in error: no longer used, never deleted.';
CREATE INDEX patient_measurement_of_patient ON core.patient_measurement USING btree (tenant_id, patient_id, kind, measured_on);
alter table core.patient_measurement enable row level security;
alter table core.patient_measurement force row level security;
create policy tenant on core.patient_measurement using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on core.patient_measurement to troth_application;

create table core.patient_merge (
  tenant_id uuid not null,
  merge_id uuid not null,
  survivor_id uuid not null,
  merged_id uuid not null,
  reason text not null,
  merged_by uuid not null,
  merged_at timestamp with time zone not null,
  taken bytea not null,
  unmerged_by uuid,
  unmerged_at timestamp with time zone,
  unmerge_reason text,
  constraint patient_merge_pkey PRIMARY KEY (tenant_id, merge_id),
  constraint patient_merge_check CHECK ((survivor_id <> merged_id)),
  constraint patient_merge_check1 CHECK ((((unmerged_at IS NULL) = (unmerged_by IS NULL)) AND ((unmerged_at IS NULL) = (unmerge_reason IS NULL)))),
  constraint patient_merge_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 200))),
  constraint patient_merge_unmerge_reason_check CHECK (((length(unmerge_reason) >= 1) AND (length(unmerge_reason) <= 200)))
);
comment on column core.patient_merge.taken is 'Sealed: what the survivor took over from the merged record, with the values before and after, so that unmerging is exact.';
CREATE UNIQUE INDEX patient_merge_in_force ON core.patient_merge USING btree (tenant_id, merged_id) WHERE (unmerged_at IS NULL);
CREATE INDEX patient_merge_of_survivor ON core.patient_merge USING btree (tenant_id, survivor_id);
alter table core.patient_merge enable row level security;
alter table core.patient_merge force row level security;
create policy tenant on core.patient_merge using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on core.patient_merge to troth_application;

create table core.patient_related_person (
  tenant_id uuid not null,
  related_person_id uuid not null,
  patient_id uuid not null,
  name jsonb not null,
  relationships text[] not null,
  telephone text,
  email text,
  address jsonb,
  language text,
  interpreter_required boolean not null default false,
  may_be_told text[] not null default '{}'::text[],
  note bytea,
  start_on date,
  end_on date,
  version integer not null default 1,
  updated_at timestamp with time zone not null default now(),
  constraint patient_related_person_pkey PRIMARY KEY (tenant_id, related_person_id),
  constraint patient_related_person_relationships_check CHECK ((cardinality(relationships) > 0))
);
comment on column core.patient_related_person.may_be_told is 'What the patient agreed this person may be told: codes of core/patients/related-person.ts. Empty means nothing.';
comment on column core.patient_related_person.note is 'Sealed: what may be said, in the words agreed with the patient.';
CREATE INDEX patient_related_person_of_patient ON core.patient_related_person USING btree (tenant_id, patient_id);
CREATE INDEX patient_related_person_updated ON core.patient_related_person USING btree (tenant_id, updated_at, related_person_id);
alter table core.patient_related_person enable row level security;
alter table core.patient_related_person force row level security;
create policy tenant on core.patient_related_person using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant delete, insert, select, update on core.patient_related_person to troth_application;

create table core.patient_search_key (
  tenant_id uuid not null,
  kind text not null,
  key text collate "C" not null,
  patient_id uuid not null,
  birth_date date,
  constraint patient_search_key_pkey PRIMARY KEY (tenant_id, kind, key, patient_id) INCLUDE (birth_date),
  constraint patient_search_key_kind_check CHECK ((kind = ANY (ARRAY['family'::text, 'given'::text, 'pair'::text, 'postcode'::text, 'place'::text, 'telephone'::text, 'email'::text, 'identifier'::text])))
);
comment on column core.patient_search_key.birth_date is 'Repeated from the patient so that "smith 1961" is answered from the index alone.';
CREATE INDEX patient_search_key_born ON core.patient_search_key USING btree (tenant_id, birth_date, key) INCLUDE (patient_id) WHERE (kind = 'family'::text);
CREATE INDEX patient_search_key_of_patient ON core.patient_search_key USING btree (tenant_id, patient_id);
alter table core.patient_search_key enable row level security;
alter table core.patient_search_key force row level security;
create policy tenant on core.patient_search_key using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant delete, insert, select on core.patient_search_key to troth_application;

create table core.patient_secret (
  tenant_id uuid not null,
  account_id uuid not null,
  password_scheme text not null,
  password_hash text not null,
  password_set_at timestamp with time zone not null,
  constraint patient_secret_pkey PRIMARY KEY (tenant_id, account_id),
  constraint patient_secret_password_hash_check CHECK ((password_hash ~ '^\$2b\$(1[0-9]|2[0-9]|3[01])\$'::text))
);
comment on column core.patient_secret.password_hash is 'bcrypt at cost 10 or more, over a keyed SHA-384 of the password, so that nothing after byte 72 is ignored (promise C-14).';
alter table core.patient_secret enable row level security;
alter table core.patient_secret force row level security;
create policy tenant on core.patient_secret using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant delete, insert, select, update on core.patient_secret to troth_application;

create table core.patient_sign_in (
  name_index bytea not null,
  tenant_id uuid not null,
  account_id uuid not null,
  constraint patient_sign_in_pkey PRIMARY KEY (name_index, tenant_id),
  constraint patient_sign_in_tenant_id_account_id_key UNIQUE (tenant_id, account_id),
  constraint patient_sign_in_name_index_check CHECK ((length(name_index) = 32))
);
comment on column core.patient_sign_in.name_index is 'Keyed hash of the sign-in name: an NHS number or a made name.';
grant delete, insert, select, update on core.patient_sign_in to troth_application;

create table core.patient_sign_in_step (
  token_hash bytea not null,
  stage text not null,
  places jsonb not null,
  started_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  constraint patient_sign_in_step_pkey PRIMARY KEY (token_hash),
  constraint patient_sign_in_step_stage_check CHECK ((stage = ANY (ARRAY['activate'::text, 'organisation'::text]))),
  constraint patient_sign_in_step_token_hash_check CHECK ((length(token_hash) = 32))
);
comment on column core.patient_sign_in_step.places is 'Identifiers of the organisations with the code, or the accounts, that were proved.';
CREATE INDEX patient_sign_in_step_by_end ON core.patient_sign_in_step USING btree (ends_at);
grant delete, insert, select, update on core.patient_sign_in_step to troth_application;

create table core.recovery_code (
  tenant_id uuid not null,
  account_id uuid not null,
  code_hash bytea not null,
  used_at timestamp with time zone,
  constraint recovery_code_pkey PRIMARY KEY (tenant_id, account_id, code_hash),
  constraint recovery_code_code_hash_check CHECK ((length(code_hash) = 32))
);
alter table core.recovery_code enable row level security;
alter table core.recovery_code force row level security;
create policy tenant on core.recovery_code using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant delete, insert, select, update on core.recovery_code to troth_application;

create table core.safety_concern (
  tenant_id uuid not null,
  concern_id uuid not null,
  reference text not null,
  reported_at timestamp with time zone not null,
  reporter_kind text not null,
  reporter_id uuid,
  patient_id uuid,
  sealed bytea not null,
  task_id uuid not null,
  constraint safety_concern_pkey PRIMARY KEY (tenant_id, concern_id),
  constraint safety_concern_tenant_id_reference_key UNIQUE (tenant_id, reference),
  constraint safety_concern_reference_check CHECK ((reference ~ '^SC-[0-9A-Z]{4}-[0-9A-Z]{4}$'::text)),
  constraint safety_concern_reporter_kind_check CHECK ((reporter_kind = ANY (ARRAY['staff'::text, 'patient'::text, 'public'::text])))
);
comment on column core.safety_concern.reporter_id is 'The account that reported it; empty when nobody was signed in.';
comment on column core.safety_concern.patient_id is 'The patient who reported it about their own care.';
comment on column core.safety_concern.sealed is 'What was reported and how to reach the reporter, sealed: under the patient''s key when a patient reported it, else the organisation''s.';
CREATE INDEX safety_concern_by_time ON core.safety_concern USING btree (tenant_id, reported_at);
alter table core.safety_concern enable row level security;
alter table core.safety_concern force row level security;
create policy tenant on core.safety_concern using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select on core.safety_concern to troth_application;

create table core.session (
  session_id uuid not null,
  token_hash bytea not null,
  tenant_id uuid not null,
  account_id uuid not null,
  account_kind text not null,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  idle_seconds integer not null,
  ended_at timestamp with time zone,
  confirmed_at timestamp with time zone,
  constraint session_pkey PRIMARY KEY (session_id),
  constraint session_token_hash_key UNIQUE (token_hash),
  constraint session_account_kind_check CHECK ((account_kind = ANY (ARRAY['staff'::text, 'patient'::text]))),
  constraint session_idle_seconds_check CHECK (((idle_seconds >= 60) AND (idle_seconds <= 3600))),
  constraint session_token_hash_check CHECK ((length(token_hash) = 32))
);
CREATE INDEX session_by_account ON core.session USING btree (tenant_id, account_id) WHERE (ended_at IS NULL);
CREATE INDEX session_by_end ON core.session USING btree (ends_at);
grant delete, insert, select, update on core.session to troth_application;

create table core.sign_in (
  email_index bytea not null,
  tenant_id uuid not null,
  account_id uuid not null,
  is_demonstration boolean not null default false,
  constraint sign_in_pkey PRIMARY KEY (email_index, tenant_id),
  constraint sign_in_tenant_id_account_id_key UNIQUE (tenant_id, account_id),
  constraint sign_in_email_index_check CHECK ((length(email_index) = 32))
);
comment on column core.sign_in.email_index is 'Keyed hash of the e-mail address in lower case.';
CREATE INDEX sign_in_demonstration ON core.sign_in USING btree (tenant_id) WHERE is_demonstration;
grant delete, insert, select, update on core.sign_in to troth_application;

create table core.sign_in_attempt (
  attempt_id uuid not null,
  at timestamp with time zone not null,
  address_index bytea not null,
  email_index bytea,
  outcome text not null,
  request_id uuid,
  constraint sign_in_attempt_pkey PRIMARY KEY (attempt_id)
);
CREATE INDEX sign_in_attempt_by_address ON core.sign_in_attempt USING btree (address_index, at);
CREATE INDEX sign_in_attempt_by_time ON core.sign_in_attempt USING btree (at);
grant delete, insert, select on core.sign_in_attempt to troth_application;

create table core.sign_in_delay (
  kind text not null,
  key_index bytea not null,
  attempts integer not null,
  counted_at timestamp with time zone not null,
  locked_until timestamp with time zone,
  constraint sign_in_delay_pkey PRIMARY KEY (kind, key_index),
  constraint sign_in_delay_key_index_check CHECK ((length(key_index) = 32)),
  constraint sign_in_delay_kind_check CHECK ((kind = ANY (ARRAY['email'::text, 'account'::text, 'address'::text, 'signing'::text, 'browser'::text])))
);
CREATE INDEX sign_in_delay_by_age ON core.sign_in_delay USING btree (counted_at);
grant delete, insert, select, update on core.sign_in_delay to troth_application;

create table core.sign_in_link (
  token_hash bytea not null,
  tenant_id uuid not null,
  account_id uuid not null,
  kind text not null,
  made_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint sign_in_link_pkey PRIMARY KEY (token_hash),
  constraint sign_in_link_kind_check CHECK ((kind = ANY (ARRAY['set-up'::text, 'new-password'::text]))),
  constraint sign_in_link_token_hash_check CHECK ((length(token_hash) = 32))
);
CREATE INDEX sign_in_link_by_account ON core.sign_in_link USING btree (tenant_id, account_id);
CREATE INDEX sign_in_link_by_end ON core.sign_in_link USING btree (ends_at);
grant delete, insert, select, update on core.sign_in_link to troth_application;

create table core.sign_in_step (
  token_hash bytea not null,
  stage text not null,
  accounts jsonb not null,
  method text not null,
  two_factors boolean not null,
  started_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint sign_in_step_pkey PRIMARY KEY (token_hash),
  constraint sign_in_step_stage_check CHECK ((stage = ANY (ARRAY['organisation'::text, 'code'::text, 'authenticator'::text]))),
  constraint sign_in_step_token_hash_check CHECK ((length(token_hash) = 32))
);
comment on column core.sign_in_step.accounts is 'Identifiers of the organisations and accounts whose password was right.';
comment on column core.sign_in_step.method is 'How the person has proved who they are so far, and whether that was two factors already.';
CREATE INDEX sign_in_step_by_end ON core.sign_in_step USING btree (ends_at);
grant delete, insert, select, update on core.sign_in_step to troth_application;

create table core.signing_authority (
  tenant_id uuid not null,
  authority_id uuid not null,
  certificate text not null,
  sealed_key bytea not null,
  valid_from timestamp with time zone not null,
  valid_until timestamp with time zone not null,
  created_at timestamp with time zone not null,
  created_by uuid not null,
  replaced_at timestamp with time zone,
  constraint signing_authority_pkey PRIMARY KEY (tenant_id, authority_id),
  constraint signing_authority_check CHECK ((valid_until > valid_from))
);
comment on table core.signing_authority is 'The organisation’s own authority: it certifies the keys of those who sign there, and nothing else. Those that were replaced stay, so that what they certified can be checked.';
CREATE UNIQUE INDEX signing_authority_live ON core.signing_authority USING btree (tenant_id) WHERE (replaced_at IS NULL);
alter table core.signing_authority enable row level security;
alter table core.signing_authority force row level security;
create policy tenant on core.signing_authority using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on core.signing_authority to troth_application;

create table core.signing_key (
  tenant_id uuid not null,
  key_id uuid not null,
  account_id uuid not null,
  authority_id uuid not null,
  serial text not null,
  registration text not null,
  certificate text not null,
  sealed_key bytea,
  valid_from timestamp with time zone not null,
  valid_until timestamp with time zone not null,
  created_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  withdrawn_by uuid,
  withdrawn_reason text,
  version integer not null default 1,
  constraint signing_key_pkey PRIMARY KEY (tenant_id, key_id),
  constraint signing_key_tenant_id_serial_key UNIQUE (tenant_id, serial),
  constraint signing_key_check CHECK ((valid_until > valid_from)),
  constraint signing_key_check1 CHECK (((withdrawn_at IS NULL) = (withdrawn_reason IS NULL))),
  constraint signing_key_check2 CHECK (((withdrawn_at IS NULL) = (sealed_key IS NOT NULL))),
  constraint signing_key_serial_check CHECK ((serial ~ '^[0-9a-f]{2,40}$'::text)),
  constraint signing_key_withdrawn_reason_check CHECK ((withdrawn_reason = ANY (ARRAY['replaced'::text, 'secret-forgotten'::text, 'perhaps-known'::text, 'not-needed'::text, 'left'::text, 'reset'::text, 'access-changed'::text])))
);
comment on column core.signing_key.registration is 'Professional registration that the certificate carries, such as GMC 1234567.';
comment on column core.signing_key.sealed_key is 'The private key, closed with its holder’s own secret and sealed again by the platform: neither opens it alone. Destroyed when the key is withdrawn.';
CREATE UNIQUE INDEX signing_key_in_use ON core.signing_key USING btree (tenant_id, account_id) WHERE (withdrawn_at IS NULL);
CREATE INDEX signing_key_withdrawn ON core.signing_key USING btree (tenant_id, authority_id, withdrawn_at) WHERE (withdrawn_at IS NOT NULL);
alter table core.signing_key enable row level security;
alter table core.signing_key force row level security;
create policy tenant on core.signing_key using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on core.signing_key to troth_application;

create table core.staff_account (
  tenant_id uuid not null,
  account_id uuid not null,
  name text not null,
  email text not null,
  email_key text not null,
  status text not null,
  is_demonstration boolean not null default false,
  created_at timestamp with time zone not null default now(),
  joined_at timestamp with time zone,
  left_at timestamp with time zone,
  version integer not null default 1,
  constraint staff_account_pkey PRIMARY KEY (tenant_id, account_id),
  constraint staff_account_tenant_id_email_key_key UNIQUE (tenant_id, email_key),
  constraint staff_account_check CHECK (((status = 'left'::text) = (left_at IS NOT NULL))),
  constraint staff_account_email_check CHECK (((length(email) >= 3) AND (length(email) <= 254))),
  constraint staff_account_email_key_check CHECK ((email_key = lower(email_key))),
  constraint staff_account_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint staff_account_status_check CHECK ((status = ANY (ARRAY['invited'::text, 'active'::text, 'left'::text])))
);
comment on table core.staff_account is 'A member of staff in one organisation. Kept after they leave, because the audit trail names them.';
comment on column core.staff_account.is_demonstration is 'Made by the demonstration: cannot sign in unless the program runs as one, and needs no authenticator.';
alter table core.staff_account enable row level security;
alter table core.staff_account force row level security;
create policy tenant on core.staff_account using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on core.staff_account to troth_application;

create table core.staff_registration (
  tenant_id uuid not null,
  account_id uuid not null,
  register text not null,
  number text not null,
  recorded_at timestamp with time zone not null default now(),
  constraint staff_registration_pkey PRIMARY KEY (tenant_id, account_id, register),
  constraint staff_registration_tenant_id_register_number_key UNIQUE (tenant_id, register, number),
  constraint staff_registration_register_check CHECK ((register = ANY (ARRAY['gmc'::text, 'gphc'::text, 'nmc'::text, 'hcpc'::text])))
);
comment on table core.staff_registration is 'Professional registration as the administrator entered it. A number of the right form may be no one''s: check the register itself.';
alter table core.staff_registration enable row level security;
alter table core.staff_registration force row level security;
create policy tenant on core.staff_registration using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant delete, insert, select on core.staff_registration to troth_application;

create table core.staff_right (
  tenant_id uuid not null,
  account_id uuid not null,
  named_right text not null,
  given_at timestamp with time zone not null default now(),
  constraint staff_right_pkey PRIMARY KEY (tenant_id, account_id, named_right)
);
comment on table core.staff_right is 'Rights given to a named person on top of a role; each has an entry in the policy register.';
alter table core.staff_right enable row level security;
alter table core.staff_right force row level security;
create policy tenant on core.staff_right using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant delete, insert, select on core.staff_right to troth_application;

create table core.staff_role (
  tenant_id uuid not null,
  account_id uuid not null,
  role text not null,
  given_at timestamp with time zone not null default now(),
  constraint staff_role_pkey PRIMARY KEY (tenant_id, account_id, role)
);
CREATE INDEX staff_role_by_role ON core.staff_role USING btree (tenant_id, role);
alter table core.staff_role enable row level security;
alter table core.staff_role force row level security;
create policy tenant on core.staff_role using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant delete, insert, select on core.staff_role to troth_application;

create table core.staff_secret (
  tenant_id uuid not null,
  account_id uuid not null,
  password_scheme text,
  password_hash text,
  password_set_at timestamp with time zone,
  authenticator bytea,
  authenticator_since timestamp with time zone,
  last_code_step bigint not null default 0,
  version integer not null default 1,
  constraint staff_secret_pkey PRIMARY KEY (tenant_id, account_id),
  constraint staff_secret_check CHECK (((password_hash IS NULL) = (password_scheme IS NULL))),
  constraint staff_secret_password_hash_check CHECK ((password_hash ~ '^\$2b\$(1[0-9]|2[0-9]|3[01])\$'::text))
);
comment on column core.staff_secret.password_hash is 'bcrypt at cost 10 or more, over a keyed SHA-384 of the password, so that nothing after byte 72 is ignored (promise C-14).';
comment on column core.staff_secret.authenticator is 'The secret shared with the authenticator app, sealed for this account.';
comment on column core.staff_secret.last_code_step is 'Time step of the last code used: a code works once.';
alter table core.staff_secret enable row level security;
alter table core.staff_secret force row level security;
create policy tenant on core.staff_secret using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant delete, insert, select, update on core.staff_secret to troth_application;

create table core.subject_key (
  tenant_id uuid not null,
  subject_id uuid not null,
  class text not null,
  wrapped bytea not null,
  created_at timestamp with time zone not null default now(),
  constraint subject_key_pkey PRIMARY KEY (tenant_id, subject_id, class)
);
alter table core.subject_key enable row level security;
alter table core.subject_key force row level security;
create policy tenant on core.subject_key using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant delete, insert, select, update on core.subject_key to troth_application;

create table core.task (
  tenant_id uuid not null,
  task_id uuid not null,
  reason text not null,
  priority text not null,
  patient_id uuid,
  entity_type text,
  entity_id uuid,
  note bytea,
  created_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  owner_account_id uuid,
  team_id uuid,
  accepted_at timestamp with time zone,
  escalation_step integer not null default 0,
  next_escalation_at timestamp with time zone,
  escalated_to text,
  escalated_to_team_id uuid,
  closed_at timestamp with time zone,
  outcome text,
  key text,
  version integer not null default 1,
  constraint task_pkey PRIMARY KEY (tenant_id, task_id),
  constraint task_check CHECK (((entity_type IS NULL) = (entity_id IS NULL))),
  constraint task_check1 CHECK (((escalated_to IS NULL) = (escalated_to_team_id IS NULL))),
  constraint task_closed_is_quiet CHECK (((closed_at IS NULL) OR (next_escalation_at IS NULL))),
  constraint task_closed_with_outcome CHECK (((closed_at IS NULL) = (outcome IS NULL))),
  constraint task_escalated_to_check CHECK ((escalated_to = ANY (ARRAY['team'::text, 'leads'::text, 'administrators'::text]))),
  constraint task_escalation_step_check CHECK ((escalation_step >= 0)),
  constraint task_has_an_owner CHECK ((num_nonnulls(owner_account_id, team_id) >= 1)),
  constraint task_priority_check CHECK ((priority = ANY (ARRAY['routine'::text, 'soon'::text, 'urgent'::text])))
);
comment on table core.task is 'Something a person must do. Every column but the identity of the task repeats its history (core.task_event), written by the same statement; a test compares them.';
comment on column core.task.note is 'Free text of whoever made the task, sealed under the patient''s clinical-text key, or the organisation''s when it is about no patient.';
comment on column core.task.owner_account_id is 'The person it belongs to. When empty it belongs to the team.';
comment on column core.task.team_id is 'The team it belongs to, or falls back to when its person does not finish it in time.';
comment on column core.task.next_escalation_at is 'When the next person up the chain hears of it, unless it is closed. Worked out from the organisation''s opening times.';
comment on column core.task.key is 'While a task with this reason and key is open, a second one is not made.';
CREATE INDEX task_by_entity ON core.task USING btree (tenant_id, entity_type, entity_id) WHERE (entity_id IS NOT NULL);
CREATE INDEX task_by_patient ON core.task USING btree (tenant_id, patient_id, created_at) WHERE (patient_id IS NOT NULL);
CREATE INDEX task_closed_by_time ON core.task USING btree (tenant_id, closed_at) WHERE (closed_at IS NOT NULL);
CREATE INDEX task_escalation_due ON core.task USING btree (tenant_id, next_escalation_at) WHERE ((closed_at IS NULL) AND (next_escalation_at IS NOT NULL));
CREATE INDEX task_open_by_due ON core.task USING btree (tenant_id, due_at, task_id) WHERE (closed_at IS NULL);
CREATE INDEX task_open_by_escalation ON core.task USING btree (tenant_id, escalated_to_team_id, due_at) WHERE ((closed_at IS NULL) AND (escalated_to_team_id IS NOT NULL));
CREATE INDEX task_open_by_owner ON core.task USING btree (tenant_id, owner_account_id, due_at) WHERE ((closed_at IS NULL) AND (owner_account_id IS NOT NULL));
CREATE INDEX task_open_by_team ON core.task USING btree (tenant_id, team_id, due_at) WHERE ((closed_at IS NULL) AND (team_id IS NOT NULL));
CREATE INDEX task_open_of_team_alone ON core.task USING btree (tenant_id, team_id, due_at) WHERE ((closed_at IS NULL) AND (owner_account_id IS NULL));
CREATE UNIQUE INDEX task_open_once ON core.task USING btree (tenant_id, reason, key) WHERE ((closed_at IS NULL) AND (key IS NOT NULL));
CREATE INDEX task_open_urgent ON core.task USING btree (tenant_id, due_at, task_id) WHERE ((closed_at IS NULL) AND (priority = 'urgent'::text));
alter table core.task enable row level security;
alter table core.task force row level security;
create policy tenant on core.task using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on core.task to troth_application;

create table core.task_event (
  tenant_id uuid not null,
  event_id uuid not null,
  task_id uuid not null,
  sequence integer not null,
  kind text not null,
  at timestamp with time zone not null,
  actor_kind text not null,
  actor_id uuid not null,
  priority text,
  due_at timestamp with time zone,
  owner_account_id uuid,
  team_id uuid,
  instead_of uuid,
  escalated_to text,
  escalated_to_team_id uuid,
  next_escalation_at timestamp with time zone,
  outcome text,
  note bytea,
  constraint task_event_pkey PRIMARY KEY (tenant_id, event_id),
  constraint task_event_tenant_id_task_id_sequence_key UNIQUE (tenant_id, task_id, sequence),
  constraint task_event_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['staff'::text, 'patient'::text, 'api-client'::text, 'system'::text, 'public'::text]))),
  constraint task_event_check CHECK (((kind <> ALL (ARRAY['created'::text, 'assigned'::text, 'reopened'::text])) OR (num_nonnulls(owner_account_id, team_id) >= 1))),
  constraint task_event_check1 CHECK (((kind = 'escalated'::text) = (escalated_to_team_id IS NOT NULL))),
  constraint task_event_check2 CHECK (((kind = 'closed'::text) = (outcome IS NOT NULL))),
  constraint task_event_kind_check CHECK ((kind = ANY (ARRAY['created'::text, 'assigned'::text, 'accepted'::text, 'commented'::text, 'escalated'::text, 'closed'::text, 'reopened'::text]))),
  constraint task_event_sequence_check CHECK ((sequence >= 1))
);
comment on table core.task_event is 'What happened to a task, by whom and when. Rows are never changed: the program has no right to.';
comment on column core.task_event.instead_of is 'The person it was meant for, who is away, so that it went to whoever covers for them.';
comment on column core.task_event.note is 'Comment, or note on closing, sealed like the note of the task.';
alter table core.task_event enable row level security;
alter table core.task_event force row level security;
create policy tenant on core.task_event using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select on core.task_event to troth_application;

create table core.team (
  tenant_id uuid not null,
  team_id uuid not null,
  name text not null,
  role text,
  created_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  version integer not null default 1,
  constraint team_pkey PRIMARY KEY (tenant_id, team_id),
  constraint team_check CHECK (((role IS NULL) OR (closed_at IS NULL))),
  constraint team_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)))
);
comment on column core.team.role is 'Set for the team of everyone who has a role: its members follow the role, so that a task can be given to a role with nothing set up.';
CREATE UNIQUE INDEX team_by_name ON core.team USING btree (tenant_id, lower(name)) WHERE ((closed_at IS NULL) AND (role IS NULL));
CREATE UNIQUE INDEX team_by_role ON core.team USING btree (tenant_id, role) WHERE (role IS NOT NULL);
alter table core.team enable row level security;
alter table core.team force row level security;
create policy tenant on core.team using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on core.team to troth_application;

create table core.team_member (
  tenant_id uuid not null,
  team_id uuid not null,
  account_id uuid not null,
  is_lead boolean not null default false,
  added_at timestamp with time zone not null,
  constraint team_member_pkey PRIMARY KEY (tenant_id, team_id, account_id)
);
comment on column core.team_member.is_lead is 'Hears of a task that the team has not finished in time.';
CREATE INDEX team_member_by_account ON core.team_member USING btree (tenant_id, account_id);
alter table core.team_member enable row level security;
alter table core.team_member force row level security;
create policy tenant on core.team_member using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant delete, insert, select, update on core.team_member to troth_application;

create table core.tenant (
  tenant_id uuid not null,
  slug text not null,
  created_at timestamp with time zone not null default now(),
  closed_at timestamp with time zone,
  constraint tenant_pkey PRIMARY KEY (tenant_id),
  constraint tenant_slug_key UNIQUE (slug),
  constraint tenant_slug_check CHECK ((slug ~ '^[a-z][a-z0-9-]{1,62}$'::text))
);
grant insert, select, update on core.tenant to troth_application;

create table core.timetable (
  name text not null,
  schedule text not null,
  since timestamp with time zone not null default now(),
  done_at timestamp with time zone,
  failed_at timestamp with time zone,
  problem text,
  constraint timetable_pkey PRIMARY KEY (name)
);
comment on table core.timetable is 'The queue forgets its jobs after a while, and a tick that never came was never in it: this is what tells that a timetable is late.';
comment on column core.timetable.since is 'From when on this timetable has been kept: nothing is due of the time before.';
comment on column core.timetable.problem is 'The kind of the last error, never its words.';
grant insert, select, update on core.timetable to troth_application;

create table homecare.company (
  tenant_id uuid not null,
  company_id uuid not null,
  name text not null,
  recipient_tenant_id uuid,
  ods_code text,
  telephone text,
  email text,
  address_lines text[] not null default '{}'::text[],
  nation text not null default 'england-and-wales'::text,
  answer_days integer not null default 2,
  added_at timestamp with time zone not null,
  added_by uuid not null,
  ended_at timestamp with time zone,
  version integer not null default 1,
  constraint company_pkey PRIMARY KEY (tenant_id, company_id),
  constraint company_answer_days_check CHECK (((answer_days >= 1) AND (answer_days <= 20))),
  constraint company_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint company_nation_check CHECK ((nation = ANY (ARRAY['england-and-wales'::text, 'scotland'::text, 'northern-ireland'::text]))),
  constraint company_ods_code_check CHECK ((ods_code ~ '^[A-Z0-9]{3,12}$'::text))
);
comment on column homecare.company.recipient_tenant_id is 'The company’s own organisation in Troth, reached by disclosure. None for a company that does not use Troth: what it says is recorded on its behalf.';
comment on column homecare.company.answer_days is 'Working days within which it answers a registration or a prescription, before someone here is told that it has not.';
CREATE UNIQUE INDEX company_by_recipient ON homecare.company USING btree (tenant_id, recipient_tenant_id) WHERE ((recipient_tenant_id IS NOT NULL) AND (ended_at IS NULL));
alter table homecare.company enable row level security;
alter table homecare.company force row level security;
create policy tenant on homecare.company using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on homecare.company to troth_application;

create table homecare.counterpart_authority (
  tenant_id uuid not null,
  counterpart_tenant_id uuid not null,
  fingerprint text not null,
  withdrawals jsonb,
  stated_at timestamp with time zone not null,
  constraint counterpart_authority_pkey PRIMARY KEY (tenant_id, counterpart_tenant_id, fingerprint)
);
comment on table homecare.counterpart_authority is 'The signing authorities that a clinic states with its prescriptions, with the newest list of what each has withdrawn.';
alter table homecare.counterpart_authority enable row level security;
alter table homecare.counterpart_authority force row level security;
create policy tenant on homecare.counterpart_authority using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on homecare.counterpart_authority to troth_application;

create table homecare.delivery (
  tenant_id uuid not null,
  delivery_id uuid not null,
  prescription_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  counterpart_tenant_id uuid,
  number integer not null,
  state text not null,
  state_since timestamp with time zone not null,
  lines jsonb not null,
  units integer not null,
  planned_on date not null,
  deliver_by date,
  booked_on date,
  booked_slot text,
  booking jsonb,
  dispensed_at timestamp with time zone,
  dispensed_by uuid,
  dispensed jsonb,
  delivered_on date,
  proof jsonb,
  failure jsonb,
  is_never_booked boolean not null default false,
  created_at timestamp with time zone not null,
  version integer not null default 1,
  constraint delivery_pkey PRIMARY KEY (tenant_id, delivery_id),
  constraint delivery_tenant_id_prescription_id_number_key UNIQUE (tenant_id, prescription_id, number),
  constraint delivery_number_check CHECK (((number >= 1) AND (number <= 60))),
  constraint delivery_units_check CHECK ((units > 0))
);
comment on column homecare.delivery.lines is 'Units of each item of the prescription: line, product and units.';
comment on column homecare.delivery.planned_on is 'The day of the first dose that it is for.';
comment on column homecare.delivery.booking is 'Where and to whom: address of this delivery, recipient and age, as said when it was booked.';
comment on column homecare.delivery.dispensed is 'Packs with batch, expiry and barcode, and what was so of signature and legal window at that moment.';
comment on column homecare.delivery.is_never_booked is 'Nobody had booked it when it was needed: counted against the needs-by figure even if it came later.';
CREATE INDEX delivery_by_state ON homecare.delivery USING btree (tenant_id, state, planned_on);
CREATE INDEX delivery_of_patient ON homecare.delivery USING btree (tenant_id, patient_id);
CREATE INDEX delivery_of_therapy ON homecare.delivery USING btree (tenant_id, therapy_id);
alter table homecare.delivery enable row level security;
alter table homecare.delivery force row level security;
create policy tenant on homecare.delivery using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on homecare.delivery to troth_application;

create table homecare.dose_plan (
  tenant_id uuid not null,
  plan_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  prescription_id uuid,
  dose jsonb not null,
  first_dose_on date not null,
  ends_on date,
  amount_per_unit double precision not null,
  unit_words text not null,
  is_shared boolean not null,
  made_at timestamp with time zone not null,
  made_by uuid not null,
  replaced_at timestamp with time zone,
  constraint dose_plan_pkey PRIMARY KEY (tenant_id, plan_id),
  constraint dose_plan_amount_per_unit_check CHECK ((amount_per_unit > (0)::double precision))
);
comment on table homecare.dose_plan is 'The dose that a treatment is on, in structure, from a first day; one at a time.';
comment on column homecare.dose_plan.dose is 'In the shape of therapies/dose.ts, without the free-text instruction, which stays in the sealed prescription.';
CREATE UNIQUE INDEX dose_plan_now ON homecare.dose_plan USING btree (tenant_id, therapy_id) WHERE (replaced_at IS NULL);
alter table homecare.dose_plan enable row level security;
alter table homecare.dose_plan force row level security;
create policy tenant on homecare.dose_plan using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on homecare.dose_plan to troth_application;

create table homecare.enrolment (
  tenant_id uuid not null,
  enrolment_id uuid not null,
  patient_id uuid not null,
  counterpart_tenant_id uuid,
  scheme_id uuid,
  company_id uuid,
  vtm_id text not null,
  medicine text not null,
  state text not null,
  state_since timestamp with time zone not null,
  owner_account_id uuid,
  owner_team_id uuid,
  account_reference text,
  answer_by timestamp with time zone,
  review_on date,
  details jsonb not null default '{}'::jsonb,
  delivery_address jsonb,
  note bytea,
  created_at timestamp with time zone not null,
  created_by uuid not null,
  version integer not null default 1,
  said bytea,
  constraint enrolment_pkey PRIMARY KEY (tenant_id, enrolment_id)
);
comment on table homecare.enrolment is 'One patient, scheme and homecare company: the homecare registration.';
comment on column homecare.enrolment.counterpart_tenant_id is 'In the records of a homecare company: the organisation that registered the patient. None in that organisation’s own records.';
comment on column homecare.enrolment.details is 'In the shape of services/homecare/enrolments/enrolment-details.ts.';
comment on column homecare.enrolment.said is 'In the records of a homecare company, sealed: the registration as the organisation sent it.';
CREATE INDEX enrolment_by_state ON homecare.enrolment USING btree (tenant_id, state, state_since);
CREATE UNIQUE INDEX enrolment_in_use ON homecare.enrolment USING btree (tenant_id, patient_id, vtm_id) WHERE ((counterpart_tenant_id IS NULL) AND (state = ANY (ARRAY['submitted'::text, 'stalled'::text, 'accepted'::text, 'active'::text, 'suspended'::text])));
CREATE INDEX enrolment_of_patient ON homecare.enrolment USING btree (tenant_id, patient_id);
CREATE INDEX enrolment_of_substance ON homecare.enrolment USING btree (tenant_id, patient_id, vtm_id);
alter table homecare.enrolment enable row level security;
alter table homecare.enrolment force row level security;
create policy tenant on homecare.enrolment using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on homecare.enrolment to troth_application;

create table homecare.extra_use (
  tenant_id uuid not null,
  extra_use_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  used_on date not null,
  units double precision not null,
  cause text not null,
  actor_id uuid not null,
  recorded_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  withdrawn_by uuid,
  constraint extra_use_pkey PRIMARY KEY (tenant_id, extra_use_id),
  constraint extra_use_units_check CHECK ((units > (0)::double precision))
);
CREATE INDEX extra_use_of_therapy ON homecare.extra_use USING btree (tenant_id, therapy_id) WHERE (withdrawn_at IS NULL);
alter table homecare.extra_use enable row level security;
alter table homecare.extra_use force row level security;
create policy tenant on homecare.extra_use using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on homecare.extra_use to troth_application;

create table homecare.hospital_medicine (
  tenant_id uuid not null,
  therapy_id uuid not null,
  counterpart_tenant_id uuid not null,
  patient_id uuid not null,
  medicine text not null,
  hospital text not null,
  hospital_telephone text,
  started_on date not null,
  stopped_on date,
  told_at timestamp with time zone not null,
  entered_at timestamp with time zone,
  entered_by uuid,
  version integer not null default 1,
  constraint hospital_medicine_pkey PRIMARY KEY (tenant_id, therapy_id),
  constraint hospital_medicine_entered_by_someone CHECK ((num_nonnulls(entered_at, entered_by) = ANY (ARRAY[0, 2])))
);
comment on table homecare.hospital_medicine is 'In the records of a GP practice: a medicine that a hospital prescribes and a homecare company delivers, so that nobody prescribes against it.';
comment on column homecare.hospital_medicine.therapy_id is 'The identifier of the treatment at the hospital.';
comment on column homecare.hospital_medicine.entered_at is 'When somebody entered it, or its end, into the practice’s own system.';
CREATE INDEX hospital_medicine_of_patient ON homecare.hospital_medicine USING btree (tenant_id, patient_id);
alter table homecare.hospital_medicine enable row level security;
alter table homecare.hospital_medicine force row level security;
create policy tenant on homecare.hospital_medicine using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on homecare.hospital_medicine to troth_application;

create table homecare.matter (
  tenant_id uuid not null,
  matter_id uuid not null,
  kind text not null,
  patient_id uuid not null,
  enrolment_id uuid,
  therapy_id uuid,
  prescription_id uuid,
  delivery_id uuid,
  rule text,
  reason_code text,
  words bytea,
  opened_at timestamp with time zone not null,
  opened_by uuid not null,
  outcome_code text,
  outcome bytea,
  closed_at timestamp with time zone,
  closed_by uuid,
  version integer not null default 1,
  constraint matter_pkey PRIMARY KEY (tenant_id, matter_id),
  constraint matter_ends_with_an_outcome CHECK ((num_nonnulls(closed_at, closed_by, outcome_code) = ANY (ARRAY[0, 3]))),
  constraint matter_kind_check CHECK ((kind = ANY (ARRAY['query'::text, 'override'::text, 'failure'::text, 'problem'::text])))
);
comment on table homecare.matter is 'A query, an override, a failed delivery or something wrong: it ends with an outcome and someone’s name (invariant I8).';
CREATE INDEX matter_of_patient ON homecare.matter USING btree (tenant_id, patient_id, opened_at);
CREATE INDEX matter_of_prescription ON homecare.matter USING btree (tenant_id, prescription_id) WHERE (prescription_id IS NOT NULL);
CREATE INDEX matter_open ON homecare.matter USING btree (tenant_id, kind, opened_at) WHERE (closed_at IS NULL);
alter table homecare.matter enable row level security;
alter table homecare.matter force row level security;
create policy tenant on homecare.matter using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on homecare.matter to troth_application;

create table homecare.message (
  tenant_id uuid not null,
  message_id uuid not null,
  counterpart_tenant_id uuid not null,
  direction text not null,
  about_id uuid not null,
  number integer not null,
  patient_id uuid,
  kind text not null,
  event text,
  digest text not null,
  content bytea,
  sent_at timestamp with time zone not null,
  received_at timestamp with time zone,
  settled_at timestamp with time zone,
  result text,
  refusals text[] not null default '{}'::text[],
  waits_for_id uuid,
  constraint message_pkey PRIMARY KEY (tenant_id, message_id),
  constraint message_tenant_id_counterpart_tenant_id_direction_about_id__key UNIQUE (tenant_id, counterpart_tenant_id, direction, about_id, number),
  constraint message_direction_check CHECK ((direction = ANY (ARRAY['sent'::text, 'received'::text]))),
  constraint message_number_check CHECK ((number > 0)),
  constraint message_result_check CHECK ((result = ANY (ARRAY['taken'::text, 'refused'::text, 'overtaken'::text])))
);
comment on table homecare.message is 'Each thing said between a clinic and a company about one registration or prescription, numbered by who said it. A later one waits for those before it; a second of one number is the same or is refused.';
comment on column homecare.message.digest is 'Of what was said: two of one number that differ are never both believed.';
comment on column homecare.message.waits_for_id is 'The registration or prescription that is to be heard about first. Empty on what an earlier version wrote: whether that waits is found by trying.';
CREATE INDEX message_waiting ON homecare.message USING btree (tenant_id, received_at) WHERE ((direction = 'received'::text) AND (settled_at IS NULL));
CREATE INDEX message_waits_for ON homecare.message USING btree (tenant_id, waits_for_id) WHERE ((direction = 'received'::text) AND (settled_at IS NULL));
alter table homecare.message enable row level security;
alter table homecare.message force row level security;
create policy tenant on homecare.message using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on homecare.message to troth_application;

create table homecare.missed_dose (
  tenant_id uuid not null,
  missed_dose_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  due_on date not null,
  doses integer not null,
  cause text not null,
  reported_by text not null,
  actor_id uuid not null,
  note bytea,
  recorded_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  withdrawn_by uuid,
  constraint missed_dose_pkey PRIMARY KEY (tenant_id, missed_dose_id),
  constraint missed_dose_doses_check CHECK ((doses > 0)),
  constraint missed_dose_reported_by_check CHECK ((reported_by = ANY (ARRAY['patient'::text, 'staff'::text, 'company'::text, 'troth'::text])))
);
CREATE UNIQUE INDEX missed_dose_once ON homecare.missed_dose USING btree (tenant_id, therapy_id, due_on) WHERE (withdrawn_at IS NULL);
alter table homecare.missed_dose enable row level security;
alter table homecare.missed_dose force row level security;
create policy tenant on homecare.missed_dose using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on homecare.missed_dose to troth_application;

create table homecare.pause (
  tenant_id uuid not null,
  pause_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  from_on date not null,
  until_on date,
  restart text not null,
  review_on date,
  reason bytea,
  made_at timestamp with time zone not null,
  made_by uuid not null,
  ended_at timestamp with time zone,
  ended_by uuid,
  constraint pause_pkey PRIMARY KEY (tenant_id, pause_id),
  constraint pause_check CHECK (((until_on IS NULL) OR (until_on > from_on))),
  constraint pause_restart_check CHECK ((restart = ANY (ARRAY['same-days'::text, 'from-restart'::text])))
);
CREATE INDEX pause_of_therapy ON homecare.pause USING btree (tenant_id, therapy_id, from_on);
alter table homecare.pause enable row level security;
alter table homecare.pause force row level security;
create policy tenant on homecare.pause using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on homecare.pause to troth_application;

create table homecare.prescription (
  tenant_id uuid not null,
  prescription_id uuid not null,
  patient_id uuid not null,
  therapy_id uuid not null,
  enrolment_id uuid not null,
  counterpart_tenant_id uuid,
  replaces_id uuid,
  state text not null,
  state_since timestamp with time zone not null,
  prescriber_id uuid not null,
  screener_id uuid,
  ordered_by uuid,
  paid_by uuid,
  class text,
  schedule text not null,
  left_by text,
  content bytea,
  digest text,
  screened_digest text,
  signed bytea,
  signed_digest text,
  signed_on date,
  signed_units integer,
  extra_units integer not null default 0,
  brand_ids text[] not null default '{}'::text[],
  generic_ids text[] not null default '{}'::text[],
  deliveries integer,
  interval_every integer,
  interval_unit text,
  first_dose_on date,
  not_before date,
  last_day date,
  order_reference text,
  notes bytea,
  answer_by timestamp with time zone,
  acknowledged_digest text,
  created_at timestamp with time zone not null,
  created_by uuid not null,
  version integer not null default 1,
  constraint prescription_pkey PRIMARY KEY (tenant_id, prescription_id),
  constraint prescription_class_check CHECK ((class = ANY (ARRAY['new'::text, 'changed'::text, 'unchanged-repeat'::text]))),
  constraint prescription_deliveries_check CHECK (((deliveries >= 1) AND (deliveries <= 60))),
  constraint prescription_interval_every_check CHECK (((interval_every >= 1) AND (interval_every <= 60))),
  constraint prescription_interval_unit_check CHECK ((interval_unit = ANY (ARRAY['week'::text, 'month'::text]))),
  constraint prescription_left_by_check CHECK ((left_by = ANY (ARRAY['electronic'::text, 'eps'::text, 'ink'::text]))),
  constraint prescription_other_screener CHECK (((screener_id IS NULL) OR (screener_id <> prescriber_id))),
  constraint prescription_schedule_check CHECK ((schedule = ANY (ARRAY['1'::text, '2'::text, '3'::text, '4'::text, '5'::text, 'none'::text, 'not-stated'::text])))
);
comment on column homecare.prescription.content is 'Sealed: what is being written, then exactly what is screened and signed, in the shape of prescriptions/legal-content.ts.';
comment on column homecare.prescription.signed is 'Sealed: the signed document with certificate, time and signature. Verified at each reading that matters.';
comment on column homecare.prescription.last_day is 'The last day on which a first supply may be dispensed, by law or by the organisation’s own limit.';
comment on column homecare.prescription.notes is 'Sealed: what the screener found about funding, monitoring and anything else that Troth does not check.';
CREATE INDEX prescription_by_state ON homecare.prescription USING btree (tenant_id, state, state_since);
CREATE INDEX prescription_of_patient ON homecare.prescription USING btree (tenant_id, patient_id);
CREATE INDEX prescription_of_therapy ON homecare.prescription USING btree (tenant_id, therapy_id);
alter table homecare.prescription enable row level security;
alter table homecare.prescription force row level security;
create policy tenant on homecare.prescription using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on homecare.prescription to troth_application;

create table homecare.run_out_sheet (
  tenant_id uuid not null,
  for_on date not null,
  tried_at timestamp with time zone not null,
  written_at timestamp with time zone,
  digest text,
  rows integer not null,
  failure text,
  constraint run_out_sheet_pkey PRIMARY KEY (tenant_id, for_on),
  constraint run_out_sheet_check CHECK (((written_at IS NULL) = (digest IS NULL))),
  constraint run_out_sheet_check1 CHECK (((written_at IS NULL) = (failure IS NOT NULL))),
  constraint run_out_sheet_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
  constraint run_out_sheet_failure_check CHECK ((failure = ANY (ARRAY['not-run'::text, 'not-configured'::text, 'not-writable'::text]))),
  constraint run_out_sheet_rows_check CHECK ((rows >= 0))
);
comment on column homecare.run_out_sheet.for_on is 'The day for whose morning it was written.';
comment on column homecare.run_out_sheet.digest is 'SHA-256 of the sealed file.';
alter table homecare.run_out_sheet enable row level security;
alter table homecare.run_out_sheet force row level security;
create policy tenant on homecare.run_out_sheet using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on homecare.run_out_sheet to troth_application;

create table homecare.scheme (
  tenant_id uuid not null,
  scheme_id uuid not null,
  vtm_id text not null,
  name text not null,
  live_number integer,
  made_at timestamp with time zone not null,
  made_by uuid not null,
  closed_at timestamp with time zone,
  version integer not null default 1,
  constraint scheme_pkey PRIMARY KEY (tenant_id, scheme_id),
  constraint scheme_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint scheme_vtm_id_check CHECK ((vtm_id ~ '^[0-9]{6,18}$'::text))
);
comment on column homecare.scheme.live_number is 'The approved version that is used now; none until two people have approved one.';
CREATE INDEX scheme_by_substance ON homecare.scheme USING btree (tenant_id, vtm_id) WHERE (closed_at IS NULL);
alter table homecare.scheme enable row level security;
alter table homecare.scheme force row level security;
create policy tenant on homecare.scheme using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on homecare.scheme to troth_application;

create table homecare.scheme_version (
  tenant_id uuid not null,
  scheme_id uuid not null,
  number integer not null,
  content jsonb not null,
  proposed_at timestamp with time zone not null,
  proposed_by uuid not null,
  approved_at timestamp with time zone,
  approved_by uuid,
  returned_at timestamp with time zone,
  returned_by uuid,
  return_reason text,
  sign_off jsonb,
  constraint scheme_version_pkey PRIMARY KEY (tenant_id, scheme_id, number),
  constraint scheme_version_check CHECK (((approved_at IS NULL) = (approved_by IS NULL))),
  constraint scheme_version_check1 CHECK (((returned_at IS NULL) OR (approved_at IS NULL))),
  constraint scheme_version_number_check CHECK ((number > 0)),
  constraint scheme_version_two_people CHECK (((approved_by IS NULL) OR (approved_by <> proposed_by)))
);
comment on table homecare.scheme_version is 'A version is proposed by one person and approved by another, and never changes afterwards.';
comment on column homecare.scheme_version.content is 'In the shape of services/homecare/schemes/scheme.ts.';
comment on column homecare.scheme_version.sign_off is 'Who checked the clinical content against its sources: name, registration and day. Until then screens say that nobody has.';
alter table homecare.scheme_version enable row level security;
alter table homecare.scheme_version force row level security;
create policy tenant on homecare.scheme_version using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on homecare.scheme_version to troth_application;

create table homecare.screening (
  tenant_id uuid not null,
  screening_id uuid not null,
  prescription_id uuid not null,
  patient_id uuid not null,
  result text not null,
  found text[] not null default '{}'::text[],
  overridden text[] not null default '{}'::text[],
  screened_at timestamp with time zone not null,
  screened_by uuid not null,
  constraint screening_pkey PRIMARY KEY (tenant_id, screening_id),
  constraint screening_result_check CHECK ((result = ANY (ARRAY['screened'::text, 'queried'::text, 'declined'::text])))
);
comment on table homecare.screening is 'Each decision of clinical screening with what the checks found, so that it can be counted which checks nobody heeds (hazard H17).';
comment on column homecare.screening.found is 'Names of the gates that held; overridden are those that the screener answered with a reason.';
CREATE INDEX screening_by_day ON homecare.screening USING btree (tenant_id, screened_at);
CREATE INDEX screening_of_prescription ON homecare.screening USING btree (tenant_id, prescription_id);
alter table homecare.screening enable row level security;
alter table homecare.screening force row level security;
create policy tenant on homecare.screening using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select on homecare.screening to troth_application;

create table homecare.step (
  tenant_id uuid not null,
  step_id uuid not null,
  machine text not null,
  thing_id uuid not null,
  patient_id uuid not null,
  event text not null,
  from_state text not null,
  to_state text not null,
  role text not null,
  actor_id uuid not null,
  source text,
  said_on date,
  reason bytea,
  happened_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  xid xid8 not null default pg_current_xact_id(),
  constraint step_pkey PRIMARY KEY (tenant_id, step_id),
  constraint step_machine_check CHECK ((machine = ANY (ARRAY['enrolment'::text, 'therapy'::text, 'prescription'::text, 'delivery'::text])))
);
comment on table homecare.step is 'Every change of state: who, as what, when and why. Never changed or removed.';
comment on column homecare.step.source is 'How it came to be known when it was recorded on behalf of someone else: telephone, e-mail, letter, portal, or another organisation.';
comment on column homecare.step.said_on is 'The day on which the other side said so, when it was recorded on its behalf.';
CREATE INDEX step_of_patient ON homecare.step USING btree (tenant_id, patient_id, recorded_at);
CREATE INDEX step_of_thing ON homecare.step USING btree (tenant_id, thing_id, recorded_at);
alter table homecare.step enable row level security;
alter table homecare.step force row level security;
create policy tenant on homecare.step using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select on homecare.step to troth_application;

create table homecare.stock_count (
  tenant_id uuid not null,
  stock_count_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  unknown_why text,
  counted_on date,
  doses_from date,
  lots jsonb not null default '[]'::jsonb,
  source text not null,
  actor_id uuid not null,
  recorded_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  withdrawn_by uuid,
  constraint stock_count_pkey PRIMARY KEY (tenant_id, stock_count_id),
  constraint stock_count_check CHECK (((unknown_why IS NULL) = ((counted_on IS NOT NULL) AND (doses_from IS NOT NULL)))),
  constraint stock_count_unknown_why_check CHECK ((unknown_why = ANY (ARRAY['never-counted'::text, 'disputed'::text, 'not-believed'::text])))
);
comment on table homecare.stock_count is 'What was counted at home, by whom, on which day. The newest answers; deliveries after it are added to it.';
comment on column homecare.stock_count.lots is 'In the shape of supply-cover/stock.ts.';
CREATE INDEX stock_count_of_therapy ON homecare.stock_count USING btree (tenant_id, therapy_id, recorded_at DESC) WHERE (withdrawn_at IS NULL);
alter table homecare.stock_count enable row level security;
alter table homecare.stock_count force row level security;
create policy tenant on homecare.stock_count using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on homecare.stock_count to troth_application;

create table homecare.therapy (
  tenant_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  counterpart_tenant_id uuid,
  scheme_id uuid,
  vtm_id text not null,
  route text not null,
  medicine text not null,
  is_biologic boolean not null,
  indication text,
  state text not null,
  state_since timestamp with time zone not null,
  review_on date,
  created_at timestamp with time zone not null,
  created_by uuid not null,
  version integer not null default 1,
  constraint therapy_pkey PRIMARY KEY (tenant_id, therapy_id)
);
comment on table homecare.therapy is 'One patient, substance and route, whoever supplies it: the treatment.';
CREATE UNIQUE INDEX therapy_alone ON homecare.therapy USING btree (tenant_id, patient_id, vtm_id, route) WHERE ((counterpart_tenant_id IS NULL) AND (state <> 'stopped'::text));
CREATE INDEX therapy_by_state ON homecare.therapy USING btree (tenant_id, state);
CREATE INDEX therapy_of_patient ON homecare.therapy USING btree (tenant_id, patient_id);
alter table homecare.therapy enable row level security;
alter table homecare.therapy force row level security;
create policy tenant on homecare.therapy using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on homecare.therapy to troth_application;

create table homecare.unmatched (
  tenant_id uuid not null,
  message_id uuid not null,
  counterpart_tenant_id uuid not null,
  counterpart_name text not null,
  about_id uuid not null,
  number integer not null,
  kind text not null,
  content bytea not null,
  candidates uuid[] not null default '{}'::uuid[],
  sent_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  settled_by uuid,
  patient_id uuid,
  version integer not null default 1,
  constraint unmatched_pkey PRIMARY KEY (tenant_id, message_id),
  constraint unmatched_ends_with_a_person CHECK ((num_nonnulls(settled_at, settled_by) = ANY (ARRAY[0, 2]))),
  constraint unmatched_number_check CHECK ((number > 0))
);
comment on table homecare.unmatched is 'What another organisation said of someone who could not be told for certain among the records here: kept until a person says whose it is.';
comment on column homecare.unmatched.patient_id is 'Whose it was found to be. None when it is about nobody here.';
CREATE INDEX unmatched_about ON homecare.unmatched USING btree (tenant_id, counterpart_tenant_id, about_id, number);
CREATE INDEX unmatched_open ON homecare.unmatched USING btree (tenant_id, received_at) WHERE (settled_at IS NULL);
alter table homecare.unmatched enable row level security;
alter table homecare.unmatched force row level security;
create policy tenant on homecare.unmatched using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid);
grant insert, select, update on homecare.unmatched to troth_application;

alter table core.absence add constraint absence_tenant_id_account_id_fkey FOREIGN KEY (tenant_id, account_id) REFERENCES core.staff_account(tenant_id, account_id);
alter table core.absence add constraint absence_tenant_id_covered_by_fkey FOREIGN KEY (tenant_id, covered_by) REFERENCES core.staff_account(tenant_id, account_id);
alter table core.absence add constraint absence_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);

alter table core.activation_code add constraint activation_code_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES core.patient(tenant_id, patient_id);

alter table core.activation_lookup add constraint activation_lookup_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);

alter table core.api_client add constraint api_client_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);

alter table core.api_client_token add constraint api_client_token_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);

alter table core.audit_log add constraint audit_log_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);

alter table core.contact add constraint contact_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);
alter table core.contact add constraint contact_tenant_id_follow_up_task_id_fkey FOREIGN KEY (tenant_id, follow_up_task_id) REFERENCES core.task(tenant_id, task_id);
alter table core.contact add constraint contact_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES core.patient(tenant_id, patient_id);

alter table core.contact_mistake add constraint contact_mistake_tenant_id_contact_id_fkey FOREIGN KEY (tenant_id, contact_id) REFERENCES core.contact(tenant_id, contact_id);

alter table core.disclosure_inbox add constraint disclosure_inbox_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);

alter table core.disclosure_outbox add constraint disclosure_outbox_tenant_id_recipient_tenant_id_fkey FOREIGN KEY (tenant_id, recipient_tenant_id) REFERENCES core.disclosure_recipient(tenant_id, recipient_tenant_id);

alter table core.disclosure_recipient add constraint disclosure_recipient_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);

alter table core.dmd_amp add constraint dmd_amp_vmp_id_fkey FOREIGN KEY (vmp_id) REFERENCES core.dmd_vmp(vmp_id);

alter table core.dmd_amp_ingredient add constraint dmd_amp_ingredient_amp_id_fkey FOREIGN KEY (amp_id) REFERENCES core.dmd_amp(amp_id);
alter table core.dmd_amp_ingredient add constraint dmd_amp_ingredient_ingredient_id_fkey FOREIGN KEY (ingredient_id) REFERENCES core.dmd_ingredient(ingredient_id);

alter table core.dmd_amp_route add constraint dmd_amp_route_amp_id_fkey FOREIGN KEY (amp_id) REFERENCES core.dmd_amp(amp_id);

alter table core.dmd_ampp add constraint dmd_ampp_amp_id_fkey FOREIGN KEY (amp_id) REFERENCES core.dmd_amp(amp_id);
alter table core.dmd_ampp add constraint dmd_ampp_vmpp_id_fkey FOREIGN KEY (vmpp_id) REFERENCES core.dmd_vmpp(vmpp_id);

alter table core.dmd_ampp_content add constraint dmd_ampp_content_ampp_id_fkey FOREIGN KEY (ampp_id) REFERENCES core.dmd_ampp(ampp_id);
alter table core.dmd_ampp_content add constraint dmd_ampp_content_content_id_fkey FOREIGN KEY (content_id) REFERENCES core.dmd_ampp(ampp_id);

alter table core.dmd_controlled_drug add constraint dmd_controlled_drug_vmp_id_fkey FOREIGN KEY (vmp_id) REFERENCES core.dmd_vmp(vmp_id);

alter table core.dmd_gtin add constraint dmd_gtin_ampp_id_fkey FOREIGN KEY (ampp_id) REFERENCES core.dmd_ampp(ampp_id);

alter table core.dmd_search_key add constraint dmd_search_key_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES core.dmd_search_entry(entry_id);

alter table core.dmd_vmp add constraint dmd_vmp_vtm_id_fkey FOREIGN KEY (vtm_id) REFERENCES core.dmd_vtm(vtm_id);

alter table core.dmd_vmp_form add constraint dmd_vmp_form_vmp_id_fkey FOREIGN KEY (vmp_id) REFERENCES core.dmd_vmp(vmp_id);

alter table core.dmd_vmp_form_route add constraint dmd_vmp_form_route_vmp_id_fkey FOREIGN KEY (vmp_id) REFERENCES core.dmd_vmp(vmp_id);

alter table core.dmd_vmp_ingredient add constraint dmd_vmp_ingredient_base_id_fkey FOREIGN KEY (base_id) REFERENCES core.dmd_ingredient(ingredient_id);
alter table core.dmd_vmp_ingredient add constraint dmd_vmp_ingredient_ingredient_id_fkey FOREIGN KEY (ingredient_id) REFERENCES core.dmd_ingredient(ingredient_id);
alter table core.dmd_vmp_ingredient add constraint dmd_vmp_ingredient_vmp_id_fkey FOREIGN KEY (vmp_id) REFERENCES core.dmd_vmp(vmp_id);

alter table core.dmd_vmp_route add constraint dmd_vmp_route_vmp_id_fkey FOREIGN KEY (vmp_id) REFERENCES core.dmd_vmp(vmp_id);

alter table core.dmd_vmpp add constraint dmd_vmpp_vmp_id_fkey FOREIGN KEY (vmp_id) REFERENCES core.dmd_vmp(vmp_id);

alter table core.dmd_vmpp_content add constraint dmd_vmpp_content_content_id_fkey FOREIGN KEY (content_id) REFERENCES core.dmd_vmpp(vmpp_id);
alter table core.dmd_vmpp_content add constraint dmd_vmpp_content_vmpp_id_fkey FOREIGN KEY (vmpp_id) REFERENCES core.dmd_vmpp(vmpp_id);

alter table core.form_draft add constraint form_draft_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);

alter table core.idempotency_key add constraint idempotency_key_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);

alter table core.import_problem add constraint import_problem_tenant_id_run_id_fkey FOREIGN KEY (tenant_id, run_id) REFERENCES core.import_run(tenant_id, run_id) ON DELETE CASCADE;

alter table core.import_run add constraint import_run_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);

alter table core.notification add constraint notification_tenant_id_account_id_fkey FOREIGN KEY (tenant_id, account_id) REFERENCES core.staff_account(tenant_id, account_id);
alter table core.notification add constraint notification_tenant_id_task_id_fkey FOREIGN KEY (tenant_id, task_id) REFERENCES core.task(tenant_id, task_id);

alter table core.notification_preference add constraint notification_preference_tenant_id_account_id_fkey FOREIGN KEY (tenant_id, account_id) REFERENCES core.staff_account(tenant_id, account_id);

alter table core.organisation add constraint organisation_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);

alter table core.outgoing_email add constraint outgoing_email_tenant_id_account_id_fkey FOREIGN KEY (tenant_id, account_id) REFERENCES core.staff_account(tenant_id, account_id);
alter table core.outgoing_email add constraint outgoing_email_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);

alter table core.outgoing_text add constraint outgoing_text_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);
alter table core.outgoing_text add constraint outgoing_text_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES core.patient(tenant_id, patient_id);

alter table core.patient add constraint patient_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);
alter table core.patient add constraint patient_tenant_id_merged_into_fkey FOREIGN KEY (tenant_id, merged_into) REFERENCES core.patient(tenant_id, patient_id);

alter table core.patient_account add constraint patient_account_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);
alter table core.patient_account add constraint patient_account_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES core.patient(tenant_id, patient_id);

alter table core.patient_allergy add constraint patient_allergy_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES core.patient(tenant_id, patient_id) ON DELETE CASCADE;

alter table core.patient_home_access add constraint patient_home_access_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES core.patient(tenant_id, patient_id) ON DELETE CASCADE;

alter table core.patient_measurement add constraint patient_measurement_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES core.patient(tenant_id, patient_id) ON DELETE CASCADE;

alter table core.patient_merge add constraint patient_merge_tenant_id_merged_id_fkey FOREIGN KEY (tenant_id, merged_id) REFERENCES core.patient(tenant_id, patient_id);
alter table core.patient_merge add constraint patient_merge_tenant_id_survivor_id_fkey FOREIGN KEY (tenant_id, survivor_id) REFERENCES core.patient(tenant_id, patient_id);

alter table core.patient_related_person add constraint patient_related_person_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES core.patient(tenant_id, patient_id) ON DELETE CASCADE;

alter table core.patient_secret add constraint patient_secret_tenant_id_account_id_fkey FOREIGN KEY (tenant_id, account_id) REFERENCES core.patient_account(tenant_id, account_id);

alter table core.patient_sign_in add constraint patient_sign_in_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);

alter table core.recovery_code add constraint recovery_code_tenant_id_account_id_fkey FOREIGN KEY (tenant_id, account_id) REFERENCES core.staff_account(tenant_id, account_id);

alter table core.safety_concern add constraint safety_concern_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);
alter table core.safety_concern add constraint safety_concern_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES core.patient(tenant_id, patient_id);
alter table core.safety_concern add constraint safety_concern_tenant_id_task_id_fkey FOREIGN KEY (tenant_id, task_id) REFERENCES core.task(tenant_id, task_id);

alter table core.session add constraint session_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);

alter table core.sign_in add constraint sign_in_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);

alter table core.sign_in_link add constraint sign_in_link_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);

alter table core.signing_authority add constraint signing_authority_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);

alter table core.signing_key add constraint signing_key_tenant_id_account_id_fkey FOREIGN KEY (tenant_id, account_id) REFERENCES core.staff_account(tenant_id, account_id);
alter table core.signing_key add constraint signing_key_tenant_id_authority_id_fkey FOREIGN KEY (tenant_id, authority_id) REFERENCES core.signing_authority(tenant_id, authority_id);

alter table core.staff_account add constraint staff_account_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);

alter table core.staff_registration add constraint staff_registration_tenant_id_account_id_fkey FOREIGN KEY (tenant_id, account_id) REFERENCES core.staff_account(tenant_id, account_id);

alter table core.staff_right add constraint staff_right_tenant_id_account_id_fkey FOREIGN KEY (tenant_id, account_id) REFERENCES core.staff_account(tenant_id, account_id);

alter table core.staff_role add constraint staff_role_tenant_id_account_id_fkey FOREIGN KEY (tenant_id, account_id) REFERENCES core.staff_account(tenant_id, account_id);

alter table core.staff_secret add constraint staff_secret_tenant_id_account_id_fkey FOREIGN KEY (tenant_id, account_id) REFERENCES core.staff_account(tenant_id, account_id);

alter table core.subject_key add constraint subject_key_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);

alter table core.task add constraint task_tenant_id_escalated_to_team_id_fkey FOREIGN KEY (tenant_id, escalated_to_team_id) REFERENCES core.team(tenant_id, team_id);
alter table core.task add constraint task_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);
alter table core.task add constraint task_tenant_id_owner_account_id_fkey FOREIGN KEY (tenant_id, owner_account_id) REFERENCES core.staff_account(tenant_id, account_id);
alter table core.task add constraint task_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES core.patient(tenant_id, patient_id);
alter table core.task add constraint task_tenant_id_team_id_fkey FOREIGN KEY (tenant_id, team_id) REFERENCES core.team(tenant_id, team_id);

alter table core.task_event add constraint task_event_tenant_id_task_id_fkey FOREIGN KEY (tenant_id, task_id) REFERENCES core.task(tenant_id, task_id);

alter table core.team add constraint team_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);

alter table core.team_member add constraint team_member_tenant_id_account_id_fkey FOREIGN KEY (tenant_id, account_id) REFERENCES core.staff_account(tenant_id, account_id);
alter table core.team_member add constraint team_member_tenant_id_team_id_fkey FOREIGN KEY (tenant_id, team_id) REFERENCES core.team(tenant_id, team_id);

alter table homecare.company add constraint company_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);

alter table homecare.counterpart_authority add constraint counterpart_authority_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);

alter table homecare.delivery add constraint delivery_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);
alter table homecare.delivery add constraint delivery_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES core.patient(tenant_id, patient_id);
alter table homecare.delivery add constraint delivery_tenant_id_prescription_id_fkey FOREIGN KEY (tenant_id, prescription_id) REFERENCES homecare.prescription(tenant_id, prescription_id);
alter table homecare.delivery add constraint delivery_tenant_id_therapy_id_fkey FOREIGN KEY (tenant_id, therapy_id) REFERENCES homecare.therapy(tenant_id, therapy_id);

alter table homecare.dose_plan add constraint dose_plan_tenant_id_therapy_id_fkey FOREIGN KEY (tenant_id, therapy_id) REFERENCES homecare.therapy(tenant_id, therapy_id);

alter table homecare.enrolment add constraint enrolment_tenant_id_company_id_fkey FOREIGN KEY (tenant_id, company_id) REFERENCES homecare.company(tenant_id, company_id);
alter table homecare.enrolment add constraint enrolment_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);
alter table homecare.enrolment add constraint enrolment_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES core.patient(tenant_id, patient_id);
alter table homecare.enrolment add constraint enrolment_tenant_id_scheme_id_fkey FOREIGN KEY (tenant_id, scheme_id) REFERENCES homecare.scheme(tenant_id, scheme_id);

alter table homecare.extra_use add constraint extra_use_tenant_id_therapy_id_fkey FOREIGN KEY (tenant_id, therapy_id) REFERENCES homecare.therapy(tenant_id, therapy_id);

alter table homecare.hospital_medicine add constraint hospital_medicine_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);
alter table homecare.hospital_medicine add constraint hospital_medicine_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES core.patient(tenant_id, patient_id);

alter table homecare.matter add constraint matter_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);
alter table homecare.matter add constraint matter_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES core.patient(tenant_id, patient_id);

alter table homecare.message add constraint message_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);

alter table homecare.missed_dose add constraint missed_dose_tenant_id_therapy_id_fkey FOREIGN KEY (tenant_id, therapy_id) REFERENCES homecare.therapy(tenant_id, therapy_id);

alter table homecare.pause add constraint pause_tenant_id_therapy_id_fkey FOREIGN KEY (tenant_id, therapy_id) REFERENCES homecare.therapy(tenant_id, therapy_id);

alter table homecare.prescription add constraint prescription_tenant_id_enrolment_id_fkey FOREIGN KEY (tenant_id, enrolment_id) REFERENCES homecare.enrolment(tenant_id, enrolment_id);
alter table homecare.prescription add constraint prescription_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);
alter table homecare.prescription add constraint prescription_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES core.patient(tenant_id, patient_id);
alter table homecare.prescription add constraint prescription_tenant_id_replaces_id_fkey FOREIGN KEY (tenant_id, replaces_id) REFERENCES homecare.prescription(tenant_id, prescription_id);
alter table homecare.prescription add constraint prescription_tenant_id_therapy_id_fkey FOREIGN KEY (tenant_id, therapy_id) REFERENCES homecare.therapy(tenant_id, therapy_id);

alter table homecare.run_out_sheet add constraint run_out_sheet_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);

alter table homecare.scheme add constraint scheme_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);

alter table homecare.scheme_version add constraint scheme_version_tenant_id_scheme_id_fkey FOREIGN KEY (tenant_id, scheme_id) REFERENCES homecare.scheme(tenant_id, scheme_id);

alter table homecare.screening add constraint screening_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);
alter table homecare.screening add constraint screening_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES core.patient(tenant_id, patient_id);
alter table homecare.screening add constraint screening_tenant_id_prescription_id_fkey FOREIGN KEY (tenant_id, prescription_id) REFERENCES homecare.prescription(tenant_id, prescription_id);

alter table homecare.step add constraint step_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);

alter table homecare.stock_count add constraint stock_count_tenant_id_therapy_id_fkey FOREIGN KEY (tenant_id, therapy_id) REFERENCES homecare.therapy(tenant_id, therapy_id);

alter table homecare.therapy add constraint therapy_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);
alter table homecare.therapy add constraint therapy_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES core.patient(tenant_id, patient_id);
alter table homecare.therapy add constraint therapy_tenant_id_scheme_id_fkey FOREIGN KEY (tenant_id, scheme_id) REFERENCES homecare.scheme(tenant_id, scheme_id);

alter table homecare.unmatched add constraint unmatched_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenant(tenant_id);
alter table homecare.unmatched add constraint unmatched_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES core.patient(tenant_id, patient_id);

CREATE TRIGGER patient_search_key_goes_too AFTER DELETE ON core.patient REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION core.forget_patient_search_keys();

CREATE TRIGGER delivery_step AFTER INSERT OR UPDATE OF state ON homecare.delivery FOR EACH ROW EXECUTE FUNCTION homecare.require_step('delivery', 'delivery_id');

CREATE TRIGGER enrolment_step AFTER INSERT OR UPDATE OF state ON homecare.enrolment FOR EACH ROW EXECUTE FUNCTION homecare.require_step('enrolment', 'enrolment_id');

CREATE TRIGGER prescription_step AFTER INSERT OR UPDATE OF state ON homecare.prescription FOR EACH ROW EXECUTE FUNCTION homecare.require_step('prescription', 'prescription_id');

CREATE TRIGGER therapy_step AFTER INSERT OR UPDATE OF state ON homecare.therapy FOR EACH ROW EXECUTE FUNCTION homecare.require_step('therapy', 'therapy_id');
