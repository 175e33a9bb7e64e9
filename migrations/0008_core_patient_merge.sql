-- Merging says that two records are one person's. It is an event with an author and a reason, and it can be undone.
create table core.patient_merge (
  tenant_id       uuid not null,
  merge_id        uuid not null,
  survivor_id     uuid not null,
  merged_id       uuid not null,
  reason          text not null check (length(reason) between 1 and 200),
  merged_by       uuid not null,
  merged_at       timestamptz not null,
  taken           bytea not null,
  unmerged_by     uuid,
  unmerged_at     timestamptz,
  unmerge_reason  text check (length(unmerge_reason) between 1 and 200),
  primary key (tenant_id, merge_id),
  foreign key (tenant_id, survivor_id) references core.patient,
  foreign key (tenant_id, merged_id) references core.patient,
  check (survivor_id <> merged_id),
  check ((unmerged_at is null) = (unmerged_by is null) and (unmerged_at is null) = (unmerge_reason is null))
);
select core.make_tenant_table('core.patient_merge', 'select, insert, update');
create unique index patient_merge_in_force on core.patient_merge (tenant_id, merged_id) where unmerged_at is null;
create index patient_merge_of_survivor on core.patient_merge (tenant_id, survivor_id);
comment on column core.patient_merge.taken is 'Sealed: what the survivor took over from the merged record, with the values before and after, so that unmerging is exact.';
