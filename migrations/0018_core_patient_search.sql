-- Finding patients in large organisations, and writing them faster.

-- Keys repeat what the record says, and are written with it in one statement. Looking the record up again for each of nine
-- keys was half of the cost of writing them; that no key outlives its record is kept by a trigger instead.
alter table core.patient_search_key drop constraint patient_search_key_tenant_id_patient_id_fkey;

create function core.forget_patient_search_keys()
returns trigger
language plpgsql
as $$
begin
  delete from core.patient_search_key as key
  using gone
  where key.tenant_id = gone.tenant_id and key.patient_id = gone.patient_id;
  return null;
end
$$;
create trigger patient_search_key_goes_too after delete on core.patient
  referencing old table as gone
  for each statement execute function core.forget_patient_search_keys();

-- Any two words of a person's names, one behind the other: who is called both is a range of the index, however many people
-- are called either.
alter table core.patient_search_key drop constraint patient_search_key_kind_check;
alter table core.patient_search_key add constraint patient_search_key_kind_check
  check (kind in ('family', 'given', 'pair', 'postcode', 'telephone', 'email', 'identifier'));

do $$
declare
  tenant uuid;
begin
  for tenant in select tenant_id from core.tenant loop
    perform set_config('app.tenant_id', tenant::text, true);
    insert into core.patient_search_key (tenant_id, kind, key, patient_id, birth_date)
    with begins as (
      select distinct kind, split_part(key, ' ', 1) as text, patient_id, birth_date
      from core.patient_search_key
      where tenant_id = tenant and kind in ('family', 'given')
    ), word as (
      -- "ANNMARIE" beside ANN and MARIE is two words written as one.
      select * from begins as whole where not exists (
        select from begins as front join begins as back using (patient_id)
        where patient_id = whole.patient_id and front.text || back.text = whole.text)
    )
    select tenant, 'pair', one.text || ' ' || other.text, patient_id, one.birth_date
    from word as one join word as other using (patient_id)
    where (one.kind = 'given' and other.kind = 'family' and one.text <> other.text)
      or (one.kind = other.kind and one.text < other.text)
    on conflict do nothing;
  end loop;
  perform set_config('app.tenant_id', '', true);
end
$$;

-- Who has this name and this birth date: asked for each row of an import, also about the commonest names.
create index patient_search_key_born on core.patient_search_key (tenant_id, birth_date, key)
  include (patient_id) where kind = 'family';
