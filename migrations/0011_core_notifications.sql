-- Telling staff that there is something to do: in the program and by e-mail. No patient details in either.

create table core.notification (
  tenant_id       uuid not null,
  notification_id uuid not null,
  account_id      uuid not null,
  kind            text not null,
  task_id         uuid,
  created_at      timestamptz not null,
  read_at         timestamptz,
  primary key (tenant_id, notification_id),
  foreign key (tenant_id, account_id) references core.staff_account,
  foreign key (tenant_id, task_id) references core.task
);
select core.make_tenant_table('core.notification', 'select, insert, update, delete');
create index notification_unread on core.notification (tenant_id, account_id, created_at) where read_at is null;
create index notification_by_account on core.notification (tenant_id, account_id, created_at);
create index notification_by_task on core.notification (tenant_id, task_id) where task_id is not null;

create table core.notification_preference (
  tenant_id      uuid not null,
  account_id     uuid not null,
  email_urgent   boolean not null default true,
  email_assigned boolean not null default false,
  quiet_from     text check (quiet_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  quiet_until    text check (quiet_until ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  version        integer not null default 1,
  primary key (tenant_id, account_id),
  foreign key (tenant_id, account_id) references core.staff_account,
  check ((quiet_from is null) = (quiet_until is null))
);
select core.make_tenant_table('core.notification_preference', 'select, insert, update');
comment on column core.notification_preference.quiet_from is 'Time of day in London from which e-mails wait until quiet_until. Urgent ones do not wait.';

create table core.outgoing_email (
  tenant_id     uuid not null references core.tenant,
  email_id      uuid not null,
  account_id    uuid,
  subject_id    uuid not null,
  template      text not null,
  sealed        bytea,
  state         text not null check (state in ('queued', 'sending', 'handed-over', 'delivery-not-confirmed', 'failed')),
  attempts      integer not null default 0,
  queued_at     timestamptz not null,
  not_before    timestamptz,
  attempted_at  timestamptz,
  settled_at    timestamptz,
  problem       text,
  waiting_key   text,
  primary key (tenant_id, email_id),
  foreign key (tenant_id, account_id) references core.staff_account,
  constraint email_is_kept_until_settled check ((sealed is null) = (state in ('handed-over', 'delivery-not-confirmed', 'failed')))
);
select core.make_tenant_table('core.outgoing_email', 'select, insert, update, delete');
create unique index outgoing_email_waiting on core.outgoing_email (tenant_id, waiting_key) where state = 'queued' and waiting_key is not null;
create index outgoing_email_by_state on core.outgoing_email (tenant_id, state, queued_at) where state <> 'handed-over';
create index outgoing_email_by_age on core.outgoing_email (tenant_id, queued_at);
comment on column core.outgoing_email.sealed is 'Address and text, sealed under the subject''s message-body key; erased as soon as the e-mail is settled, because it may hold a secret link.';
comment on column core.outgoing_email.state is 'delivery-not-confirmed: the mail server may have taken it, so it is never sent again by itself.';
comment on column core.outgoing_email.waiting_key is 'While an e-mail with this key waits, a second one is not added: one "you have new tasks", not ten.';
