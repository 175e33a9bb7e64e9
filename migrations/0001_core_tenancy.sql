-- Organisations (tenants) and the one rule every tenant table keeps: it can be read and written only as the current tenant.

-- Rights are granted to this role; the login the program uses is made a member of it and owns nothing.
do $$
begin
  if not exists (select from pg_roles where rolname = 'troth_application') then
    create role troth_application nologin;
  end if;
end
$$;

create schema core;
grant usage on schema core to troth_application;

-- Makes a table a tenant table: forced row-level security on the current tenant, and the named rights for the program.
-- An unset tenant is an error (not all rows, not silence), because current_setting() without a default raises.
create function core.make_tenant_table(tenant_table regclass, rights text default 'select, insert, update, delete')
returns void
language plpgsql
as $$
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
$$;
revoke execute on function core.make_tenant_table(regclass, text) from public;

-- Monthly partitions for append-only tables. The program has no rights on a partition itself: only through its parent.
create function core.make_month_partitions(parent regclass, first_month date, months integer)
returns void
language plpgsql
as $$
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
$$;
revoke execute on function core.make_month_partitions(regclass, date, integer) from public;

-- Platform: which organisation an address such as /riverside belongs to. No personal data.
create table core.tenant (
  tenant_id  uuid primary key,
  slug       text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,62}$'),
  created_at timestamptz not null default now(),
  closed_at  timestamptz
);
grant select, insert, update on core.tenant to troth_application;

create table core.organisation (
  tenant_id      uuid primary key references core.tenant,
  name           text not null check (length(name) between 1 and 200),
  ods_code       text check (ods_code ~ '^[A-Z0-9]{3,12}$'),
  kind           text not null check (kind in ('nhs-trust', 'gp-practice', 'homecare-company', 'icb', 'public-site')),
  nation         text not null default 'england' check (nation in ('england', 'wales', 'scotland', 'northern-ireland')),
  telephone      text,
  opening_hours  jsonb not null default '{}',
  safety_contact text,
  settings       jsonb not null default '{}',
  version        integer not null default 1,
  updated_at     timestamptz not null default now()
);
select core.make_tenant_table('core.organisation', 'select, insert, update');
comment on column core.organisation.opening_hours is 'Weekly hours and closures, in the shape of core/values/working-hours.ts; used on patient pages and for escalation.';
comment on column core.organisation.settings is 'Time-outs and limits the organisation has tightened, in the shape of core/tenancy/settings.ts.';

-- A migration that takes something away adds a row: programs that do not know at least the named migration refuse to start.
create table troth.program_floor (
  oldest_program text primary key,
  reason         text not null,
  recorded_at    timestamptz not null default now()
);
grant usage on schema troth to troth_application;
grant select on troth.program_floor, troth.migration to troth_application;

-- Platform: which parts of the demonstration have been built, so that each is built once. Empty in real use.
create table core.demonstration_story (
  story    text primary key,
  built_at timestamptz not null default now()
);
grant select, insert on core.demonstration_story to troth_application;

-- Platform: what this database was made for, written at its first start. A program started otherwise, or with another key file, refuses.
create table core.installation (
  is_this       boolean primary key default true check (is_this),
  demonstration boolean not null,
  key_check     bytea not null,
  made_at       timestamptz not null default now()
);
grant select, insert, update on core.installation to troth_application;
comment on column core.installation.key_check is 'Random bytes wrapped by the key file, so that a start with another key file is noticed before it seals anything.';
