-- Homecare: what a message that came early waits for, so that whoever hears that takes it without opening everything that waits.

alter table homecare.message add column waits_for_id uuid;
comment on column homecare.message.waits_for_id is 'The registration or prescription that is to be heard about first. Empty on what an earlier version wrote: whether that waits is found by trying.';
create index message_waits_for on homecare.message (tenant_id, waits_for_id)
  where direction = 'received' and settled_at is null;
