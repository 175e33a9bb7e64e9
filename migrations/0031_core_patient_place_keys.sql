-- Who of a name lives at a postcode: each word of a person's names behind each of their postcodes, followed by their other
-- words, so that "smith LS1 6AE" is a range of the index however many people share the name or the postcode.
alter table core.patient_search_key drop constraint patient_search_key_kind_check;
alter table core.patient_search_key add constraint patient_search_key_kind_check
  check (kind in ('family', 'given', 'pair', 'postcode', 'place', 'telephone', 'email', 'identifier'));

do $$
declare
  tenant uuid;
begin
  for tenant in select tenant_id from core.tenant loop
    perform set_config('app.tenant_id', tenant::text, true);
    insert into core.patient_search_key (tenant_id, kind, key, patient_id, birth_date)
    with word as (
      select distinct patient_id, birth_date, split_part(key, ' ', 1) as text, kind = 'given' as is_given
      from core.patient_search_key
      where tenant_id = tenant and kind in ('family', 'given')
    ), person as (
      select patient_id, birth_date, array_agg(text order by is_given, text) as words from word group by 1, 2
    ), home as (
      select patient_id, key as postcode from core.patient_search_key where tenant_id = tenant and kind = 'postcode'
    )
    select tenant, 'place',
      rtrim(left(postcode || ' ' || lead || ' ' || array_to_string(array_remove(words, lead), ' '), 300)),
      patient_id, birth_date
    from person join home using (patient_id) cross join lateral unnest(words) as lead
    order by 3
    on conflict do nothing;
  end loop;
  perform set_config('app.tenant_id', '', true);
end
$$;
