-- Who opened records, across the organisation: newest first, and from a member of staff's events to the patients they name.
create index audit_subject_by_time on core.audit_subject (tenant_id, recorded_at, event_id);
