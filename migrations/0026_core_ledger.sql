-- The audit log of each organisation: its committed events in one Merkle tree (RFC 6962), with signed checkpoints.

-- From the newest event in the log to those that were committed after it.
create index audit_event_by_commit on core.audit_event (tenant_id, xid, event_id);

create table core.audit_log (
  tenant_id   uuid primary key references core.tenant,
  origin      text not null check (origin ~ '^[^ +]+$'),
  public_key  bytea not null check (length(public_key) = 32),
  sealed_key  bytea not null,
  size        bigint not null default 0 check (size >= 0),
  edge        bytea not null default '' check (length(edge) % 32 = 0),
  last_xid    xid8 not null default '0',
  last_event  uuid not null default '00000000-0000-0000-0000-000000000000',
  created_at  timestamptz not null
);
select core.make_tenant_table('core.audit_log', 'select, insert, update');
comment on table core.audit_log is 'How far the log of an organisation is: whoever appends holds this row.';
comment on column core.audit_log.origin is 'The name of the log in its checkpoints (C2SP tlog-checkpoint).';
comment on column core.audit_log.sealed_key is 'The Ed25519 key that signs checkpoints, sealed under the organisation itself.';
comment on column core.audit_log.edge is 'Hashes of the complete subtrees that the tree consists of, largest first: all that appending needs.';
comment on column core.audit_log.last_xid is 'Transaction of the newest event in the log, with last_event: what was committed later comes after it.';

-- Not by month: positions and events are each used once, and uniqueness does not cross partitions.
create table core.audit_leaf (
  tenant_id   uuid not null,
  position    bigint not null check (position >= 0),
  event_id    uuid not null,
  recorded_at timestamptz not null,
  hash        bytea not null check (length(hash) = 32),
  primary key (tenant_id, position),
  unique (tenant_id, event_id)
);
select core.make_tenant_table('core.audit_leaf', 'select, insert');
comment on column core.audit_leaf.hash is 'RFC 6962 leaf hash of the event in the form of core/ledger/leaf.ts: commitments only, so erasing values changes nothing.';
comment on column core.audit_leaf.recorded_at is 'Of the event, so that it is found in its month.';

create table core.audit_subtree (
  tenant_id uuid not null,
  level     integer not null check (level >= 1),
  position  bigint not null check (position >= 0),
  hash      bytea not null check (length(hash) = 32),
  primary key (tenant_id, level, position)
);
select core.make_tenant_table('core.audit_subtree', 'select, insert');
comment on table core.audit_subtree is 'Roots of complete subtrees of 256^level leaves: the entries of the hash tiles of that level (C2SP tlog-tiles). Level 0 is core.audit_leaf.';

create table core.audit_checkpoint (
  tenant_id uuid not null,
  size      bigint not null check (size > 0),
  root      bytea not null check (length(root) = 32),
  signed_at timestamptz not null,
  note      text not null,
  primary key (tenant_id, size)
);
select core.make_tenant_table('core.audit_checkpoint', 'select, insert');
comment on column core.audit_checkpoint.note is 'The signed text: origin, size and root, with the log''s signature and its dated cosignature (C2SP signed-note, tlog-cosignature).';
