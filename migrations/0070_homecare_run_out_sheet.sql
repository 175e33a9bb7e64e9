-- Homecare: that the nightly run-out sheet was written, or why not. The sheet itself is a sealed file outside the database.

create table homecare.run_out_sheet (
  tenant_id  uuid not null references core.tenant,
  for_on     date not null,
  tried_at   timestamptz not null,
  written_at timestamptz,
  digest     text check (digest ~ '^[0-9a-f]{64}$'),
  rows       integer not null check (rows >= 0),
  failure    text check (failure in ('not-run', 'not-configured', 'not-writable')),
  primary key (tenant_id, for_on),
  check ((written_at is null) = (digest is null)),
  check ((written_at is null) = (failure is not null))
);
select core.make_tenant_table('homecare.run_out_sheet', 'select, insert, update');
comment on column homecare.run_out_sheet.for_on is 'The day for whose morning it was written.';
comment on column homecare.run_out_sheet.digest is 'SHA-256 of the sealed file.';
