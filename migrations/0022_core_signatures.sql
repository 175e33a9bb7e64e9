-- A member of staff's own signing key, and the organisation's own authority that certifies it.

create table core.signing_authority (
  tenant_id    uuid not null references core.tenant,
  authority_id uuid not null,
  certificate  text not null,
  sealed_key   bytea not null,
  valid_from   timestamptz not null,
  valid_until  timestamptz not null check (valid_until > valid_from),
  created_at   timestamptz not null,
  created_by   uuid not null,
  replaced_at  timestamptz,
  primary key (tenant_id, authority_id)
);
create unique index signing_authority_live on core.signing_authority (tenant_id) where replaced_at is null;
select core.make_tenant_table('core.signing_authority', 'select, insert, update');
comment on table core.signing_authority is 'The organisation’s own authority: it certifies the keys of those who sign there, and nothing else. Those that were replaced stay, so that what they certified can be checked.';

create table core.signing_key (
  tenant_id        uuid not null,
  key_id           uuid not null,
  account_id       uuid not null,
  authority_id     uuid not null,
  serial           text not null check (serial ~ '^[0-9a-f]{2,40}$'),
  registration     text not null,
  certificate      text not null,
  sealed_key       bytea,
  valid_from       timestamptz not null,
  valid_until      timestamptz not null check (valid_until > valid_from),
  created_at       timestamptz not null,
  withdrawn_at     timestamptz,
  withdrawn_by     uuid,
  withdrawn_reason text check (withdrawn_reason in ('replaced', 'secret-forgotten', 'perhaps-known', 'not-needed', 'left', 'reset', 'access-changed')),
  version          integer not null default 1,
  primary key (tenant_id, key_id),
  unique (tenant_id, serial),
  foreign key (tenant_id, account_id) references core.staff_account (tenant_id, account_id),
  foreign key (tenant_id, authority_id) references core.signing_authority (tenant_id, authority_id),
  check ((withdrawn_at is null) = (withdrawn_reason is null)),
  check ((withdrawn_at is null) = (sealed_key is not null))
);
create unique index signing_key_in_use on core.signing_key (tenant_id, account_id) where withdrawn_at is null;
create index signing_key_withdrawn on core.signing_key (tenant_id, authority_id, withdrawn_at) where withdrawn_at is not null;
select core.make_tenant_table('core.signing_key', 'select, insert, update');
comment on column core.signing_key.sealed_key is 'The private key, closed with its holder’s own secret and sealed again by the platform: neither opens it alone. Destroyed when the key is withdrawn.';
comment on column core.signing_key.registration is 'Professional registration that the certificate carries, such as GMC 1234567.';

-- Wrong attempts at a signing secret are counted apart from those at a password or a code.
alter table core.sign_in_delay drop constraint sign_in_delay_kind_check;
alter table core.sign_in_delay add constraint sign_in_delay_kind_check check (kind in ('email', 'account', 'address', 'signing'));
