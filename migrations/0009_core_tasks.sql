-- One task list for everything that a person must do. A task always has an owner; its history is never changed.

create table core.team (
  tenant_id  uuid not null references core.tenant,
  team_id    uuid not null,
  name       text not null check (length(name) between 1 and 80),
  role       text,
  created_at timestamptz not null,
  closed_at  timestamptz,
  version    integer not null default 1,
  primary key (tenant_id, team_id),
  check (role is null or closed_at is null)
);
select core.make_tenant_table('core.team', 'select, insert, update');
create unique index team_by_role on core.team (tenant_id, role) where role is not null;
create unique index team_by_name on core.team (tenant_id, lower(name)) where closed_at is null and role is null;
comment on column core.team.role is 'Set for the team of everyone who has a role: its members follow the role, so that a task can be given to a role with nothing set up.';

create table core.team_member (
  tenant_id  uuid not null,
  team_id    uuid not null,
  account_id uuid not null,
  is_lead    boolean not null default false,
  added_at   timestamptz not null,
  primary key (tenant_id, team_id, account_id),
  foreign key (tenant_id, team_id) references core.team,
  foreign key (tenant_id, account_id) references core.staff_account
);
select core.make_tenant_table('core.team_member');
create index team_member_by_account on core.team_member (tenant_id, account_id);
comment on column core.team_member.is_lead is 'Hears of a task that the team has not finished in time.';

create table core.absence (
  tenant_id   uuid not null references core.tenant,
  absence_id  uuid not null,
  account_id  uuid not null,
  from_on     date not null,
  until_on    date not null,
  covered_by  uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  cancelled_at timestamptz,
  version     integer not null default 1,
  primary key (tenant_id, absence_id),
  foreign key (tenant_id, account_id) references core.staff_account,
  foreign key (tenant_id, covered_by) references core.staff_account,
  check (until_on >= from_on),
  check (covered_by <> account_id)
);
select core.make_tenant_table('core.absence', 'select, insert, update');
create index absence_by_end on core.absence (tenant_id, until_on) where cancelled_at is null;
create index absence_by_account on core.absence (tenant_id, account_id, until_on) where cancelled_at is null;
comment on table core.absence is 'When someone is away, both days included, and who sees their tasks meanwhile. Holds no reason: leave and illness look the same.';

create table core.task (
  tenant_id            uuid not null references core.tenant,
  task_id              uuid not null,
  reason               text not null,
  priority             text not null check (priority in ('routine', 'soon', 'urgent')),
  patient_id           uuid,
  entity_type          text,
  entity_id            uuid,
  note                 bytea,
  created_at           timestamptz not null,
  due_at               timestamptz not null,
  owner_account_id     uuid,
  team_id              uuid,
  accepted_at          timestamptz,
  escalation_step      integer not null default 0 check (escalation_step >= 0),
  next_escalation_at   timestamptz,
  escalated_to         text check (escalated_to in ('team', 'leads', 'administrators')),
  escalated_to_team_id uuid,
  closed_at            timestamptz,
  outcome              text,
  key                  text,
  version              integer not null default 1,
  primary key (tenant_id, task_id),
  foreign key (tenant_id, patient_id) references core.patient,
  foreign key (tenant_id, owner_account_id) references core.staff_account,
  foreign key (tenant_id, team_id) references core.team,
  foreign key (tenant_id, escalated_to_team_id) references core.team,
  constraint task_has_an_owner check (num_nonnulls(owner_account_id, team_id) >= 1),
  constraint task_closed_with_outcome check ((closed_at is null) = (outcome is null)),
  constraint task_closed_is_quiet check (closed_at is null or next_escalation_at is null),
  check ((entity_type is null) = (entity_id is null)),
  check ((escalated_to is null) = (escalated_to_team_id is null))
);
select core.make_tenant_table('core.task', 'select, insert, update');
comment on table core.task is 'Something a person must do. Every column but the identity of the task repeats its history (core.task_event), written by the same statement; a test compares them.';
comment on column core.task.note is 'Free text of whoever made the task, sealed under the patient''s clinical-text key, or the organisation''s when it is about no patient.';
comment on column core.task.owner_account_id is 'The person it belongs to. When empty it belongs to the team.';
comment on column core.task.team_id is 'The team it belongs to, or falls back to when its person does not finish it in time.';
comment on column core.task.key is 'While a task with this reason and key is open, a second one is not made.';
comment on column core.task.next_escalation_at is 'When the next person up the chain hears of it, unless it is closed. Worked out from the organisation''s opening times.';

-- Lists and counts read open tasks only, so these indexes stay as small as the work that is left to do.
create index task_open_by_owner on core.task (tenant_id, owner_account_id, due_at) where closed_at is null and owner_account_id is not null;
create index task_open_by_team on core.task (tenant_id, team_id, due_at) where closed_at is null and team_id is not null;
create index task_open_of_team_alone on core.task (tenant_id, team_id, due_at) where closed_at is null and owner_account_id is null;
create index task_open_by_escalation on core.task (tenant_id, escalated_to_team_id, due_at) where closed_at is null and escalated_to_team_id is not null;
create index task_open_by_due on core.task (tenant_id, due_at, task_id) where closed_at is null;
create index task_open_urgent on core.task (tenant_id, due_at, task_id) where closed_at is null and priority = 'urgent';
create index task_escalation_due on core.task (tenant_id, next_escalation_at) where closed_at is null and next_escalation_at is not null;
create index task_by_patient on core.task (tenant_id, patient_id, created_at) where patient_id is not null;
create index task_by_entity on core.task (tenant_id, entity_type, entity_id) where entity_id is not null;
create index task_closed_by_time on core.task (tenant_id, closed_at) where closed_at is not null;
create unique index task_open_once on core.task (tenant_id, reason, key) where closed_at is null and key is not null;

create table core.task_event (
  tenant_id            uuid not null,
  event_id             uuid not null,
  task_id              uuid not null,
  sequence             integer not null check (sequence >= 1),
  kind                 text not null check (kind in ('created', 'assigned', 'accepted', 'commented', 'escalated', 'closed', 'reopened')),
  at                   timestamptz not null,
  actor_kind           text not null check (actor_kind in ('staff', 'patient', 'api-client', 'system', 'public')),
  actor_id             uuid not null,
  priority             text,
  due_at               timestamptz,
  owner_account_id     uuid,
  team_id              uuid,
  instead_of           uuid,
  escalated_to         text,
  escalated_to_team_id uuid,
  next_escalation_at   timestamptz,
  outcome              text,
  note                 bytea,
  primary key (tenant_id, event_id),
  unique (tenant_id, task_id, sequence),
  foreign key (tenant_id, task_id) references core.task,
  check (kind not in ('created', 'assigned', 'reopened') or num_nonnulls(owner_account_id, team_id) >= 1),
  check ((kind = 'escalated') = (escalated_to_team_id is not null)),
  check ((kind = 'closed') = (outcome is not null))
);
select core.make_tenant_table('core.task_event', 'select, insert');
comment on table core.task_event is 'What happened to a task, by whom and when. Rows are never changed: the program has no right to.';
comment on column core.task_event.instead_of is 'The person it was meant for, who is away, so that it went to whoever covers for them.';
comment on column core.task_event.note is 'Comment, or note on closing, sealed like the note of the task.';
