-- Files of records that were brought in: how far each has come, what it did, and which rows were refused and why.
-- Nothing here holds a value from a file: line numbers, column names and reasons only.

create table core.import_run (
  tenant_id       uuid not null references core.tenant,
  run_id          uuid not null,
  kind            text not null check (kind ~ '^[a-z][a-z-]{1,40}$'),
  mode            text not null check (mode in ('preview', 'apply')),
  format          text not null check (format in ('csv', 'json', 'ndjson')),
  file_hash       bytea not null check (length(file_hash) = 32),
  settings_hash   bytea not null check (length(settings_hash) = 32),
  file_bytes      bigint not null,
  state           text not null default 'running' check (state in ('running', 'finished', 'failed')),
  failure         text,
  position        bigint not null default 0,
  added           bigint not null default 0,
  changed         bigint not null default 0,
  unchanged       bigint not null default 0,
  refused         bigint not null default 0,
  held            bigint not null default 0,
  changed_fields  jsonb not null default '{}',
  started_by      uuid not null,
  started_at      timestamptz not null,
  updated_at      timestamptz not null,
  primary key (tenant_id, run_id)
);
select core.make_tenant_table('core.import_run', 'select, insert, update');
-- The same file with the same settings is under way at most once: starting it again goes on where it stopped.
create unique index import_run_under_way on core.import_run (tenant_id, kind, file_hash, settings_hash)
  where mode = 'apply' and state = 'running';
create index import_run_by_time on core.import_run (tenant_id, started_at);
comment on column core.import_run.file_hash is 'SHA-256 of the file, to know it again. The file itself and its name are not kept.';
comment on column core.import_run.settings_hash is 'SHA-256 of the column mapping and options: with others, the same file is another import.';
comment on column core.import_run.position is 'Rows dealt with. Moves in the transaction that writes them, so that each row is applied exactly once.';
comment on column core.import_run.held is 'Rows that may be people who are already here: not added, to be looked at.';
comment on column core.import_run.changed_fields is 'How many records changed in each field, by name: never the values.';

create table core.import_problem (
  tenant_id   uuid not null,
  run_id      uuid not null,
  line        bigint not null,
  number      integer not null,
  kind        text not null check (kind in ('refused', 'held')),
  column_name text not null,
  reason      text not null,
  subject_id  uuid,
  primary key (tenant_id, run_id, line, number),
  foreign key (tenant_id, run_id) references core.import_run on delete cascade
);
select core.make_tenant_table('core.import_problem', 'select, insert');
comment on column core.import_problem.subject_id is 'For a row that was held: the record it may belong to.';
