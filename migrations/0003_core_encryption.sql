-- One key per person and class of data, wrapped by the key file. Erasing a person destroys the key and deletes the row.
create table core.subject_key (
  tenant_id  uuid not null references core.tenant,
  subject_id uuid not null,
  class      text not null,
  wrapped    bytea not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, subject_id, class)
);
select core.make_tenant_table('core.subject_key', 'select, insert, update, delete');
