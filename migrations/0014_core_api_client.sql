-- Other systems that an organisation lets in through the machine interface, and the tokens they prove themselves with.

create table core.api_client (
  tenant_id  uuid not null references core.tenant,
  client_id  uuid not null,
  name       text not null check (length(name) between 1 and 100),
  purpose    text not null check (purpose in ('direct-care', 'administration')),
  scopes     text[] not null check (cardinality(scopes) > 0),
  rights     text[] not null default '{}',
  created_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_by uuid,
  revoked_at timestamptz,
  primary key (tenant_id, client_id)
);
select core.make_tenant_table('core.api_client', 'select, insert, update');
comment on column core.api_client.purpose is 'Why the system uses the data: it stands on every audit event the system causes.';
comment on column core.api_client.scopes is 'What it may do, as SMART system scopes such as system/Patient.rs.';
comment on column core.api_client.rights is 'Named rights, such as seeing the address of a sensitive record.';

-- Platform: leads from the hash of a token to its organisation, before the organisation is known. No personal data.
create table core.api_client_token (
  token_hash bytea primary key check (length(token_hash) = 32),
  tenant_id  uuid not null references core.tenant,
  client_id  uuid not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index api_client_token_by_client on core.api_client_token (tenant_id, client_id);
grant select, insert, update on core.api_client_token to troth_application;
