-- The NHS dictionary of medicines and devices (dm+d): what can be prescribed and dispensed. Reference tables: no personal data, the same for
-- every organisation. The program may only read them; a release is brought in by the owner (docs/decisions/0007-reference-tables.md).
--
-- Entries are never deleted. is_invalid: the dictionary says so. gone_since: the first release that no longer has it. is_sample: made up,
-- from the sample that ships with the program, not from the dictionary. Identifiers are text: they have up to 18 digits.

create table core.dmd_release (
  release_id  uuid primary key,
  released_on date not null,
  is_sample   boolean not null,
  imported_at timestamptz not null default now(),
  changes     jsonb not null,
  left_out    integer not null
);
comment on column core.dmd_release.left_out is 'Rows of the files that could not be used and were named to whoever brought the release in.';

create table core.dmd_lookup (
  list            text not null,
  code            text not null,
  description     text not null,
  previous_code   text,
  changed_on      date,
  is_invalid      boolean not null,
  is_sample       boolean not null,
  gone_since      date,
  primary key (list, code)
);
comment on table core.dmd_lookup is 'Words for the codes of the dictionary: units, forms, routes, suppliers, legal categories and others.';

create table core.dmd_ingredient (
  ingredient_id   text primary key,
  name            text not null,
  is_invalid      boolean not null,
  is_sample       boolean not null,
  gone_since      date
);

create table core.dmd_vtm (
  vtm_id          text primary key,
  name            text not null,
  short_name      text,
  is_invalid      boolean not null,
  is_sample       boolean not null,
  gone_since      date
);
comment on table core.dmd_vtm is 'Substances (virtual therapeutic moieties), such as adalimumab.';

create table core.dmd_vmp (
  vmp_id              text primary key,
  vtm_id              text references core.dmd_vtm,
  name                text not null,
  short_name          text,
  previous_name       text,
  renamed_on          date,
  combination         text,
  prescribing_status  text not null,
  is_sugar_free       boolean not null,
  is_gluten_free      boolean not null,
  is_preservative_free boolean not null,
  is_cfc_free         boolean not null,
  not_available       text,
  not_available_on    date,
  dose_form           text,
  unit_dose_size      numeric,
  unit_dose_size_unit text,
  unit_dose_unit      text,
  is_invalid          boolean not null,
  is_sample           boolean not null,
  gone_since          date
);
create index on core.dmd_vmp (vtm_id);
comment on table core.dmd_vmp is 'Generic products (virtual medicinal products): a substance in a strength and form.';
comment on column core.dmd_vmp.dose_form is 'DF_INDICATOR: 1 discrete (tablets, pens), 2 continuous (liquids, creams), 3 not applicable.';
comment on column core.dmd_vmp.unit_dose_size is 'How much one unit dose holds: 0.4 (ml) for a pen of 0.4 ml.';

create table core.dmd_vmp_ingredient (
  vmp_id           text not null references core.dmd_vmp,
  place            integer not null,
  ingredient_id    text not null references core.dmd_ingredient,
  strength_basis   text,
  base_id          text references core.dmd_ingredient,
  numerator        numeric,
  numerator_unit   text,
  denominator      numeric,
  denominator_unit text,
  primary key (vmp_id, place)
);
comment on column core.dmd_vmp_ingredient.numerator is 'Strength: numerator of its unit in each denominator of its unit, such as 100 mg in 1 ml.';

create table core.dmd_vmp_form (
  vmp_id text not null references core.dmd_vmp,
  code   text not null,
  primary key (vmp_id, code)
);
create table core.dmd_vmp_form_route (
  vmp_id text not null references core.dmd_vmp,
  code   text not null,
  primary key (vmp_id, code)
);
create table core.dmd_vmp_route (
  vmp_id text not null references core.dmd_vmp,
  code   text not null,
  primary key (vmp_id, code)
);

create table core.dmd_controlled_drug (
  vmp_id            text primary key references core.dmd_vmp,
  category          text not null,
  category_from     date,
  previous_category text
);
comment on table core.dmd_controlled_drug is 'Controlled drug category. A product without a row is not stated, which is not the same as no controlled drug.';

create table core.dmd_amp (
  amp_id             text primary key,
  vmp_id             text not null references core.dmd_vmp,
  name               text not null,
  short_name         text,
  description        text not null,
  previous_name      text,
  renamed_on         date,
  supplier           text not null,
  licensing          text not null,
  combination        text,
  flavour            text,
  is_black_triangle  boolean not null,
  is_parallel_import boolean not null,
  availability       text not null,
  is_invalid         boolean not null,
  is_sample          boolean not null,
  gone_since         date
);
create index on core.dmd_amp (vmp_id);
comment on table core.dmd_amp is 'Brands and suppliers’ own products (actual medicinal products).';
comment on column core.dmd_amp.is_black_triangle is 'Additional monitoring by the medicines regulator.';

create table core.dmd_amp_ingredient (
  amp_id        text not null references core.dmd_amp,
  place         integer not null,
  ingredient_id text not null references core.dmd_ingredient,
  strength      numeric,
  unit          text,
  primary key (amp_id, place)
);
comment on table core.dmd_amp_ingredient is 'Ingredients besides the active ones, such as excipients that people are allergic to. Often incomplete in the dictionary.';

create table core.dmd_amp_route (
  amp_id text not null references core.dmd_amp,
  code   text not null,
  primary key (amp_id, code)
);

create table core.dmd_vmpp (
  vmpp_id       text primary key,
  vmp_id        text not null references core.dmd_vmp,
  name          text not null,
  quantity      numeric,
  quantity_unit text,
  combination   text,
  is_invalid    boolean not null,
  is_sample     boolean not null,
  gone_since    date
);
create index on core.dmd_vmpp (vmp_id);
comment on table core.dmd_vmpp is 'Pack sizes of generic products (virtual medicinal product packs).';

create table core.dmd_vmpp_content (
  vmpp_id    text not null references core.dmd_vmpp,
  content_id text not null references core.dmd_vmpp,
  primary key (vmpp_id, content_id)
);

create table core.dmd_ampp (
  ampp_id         text primary key,
  vmpp_id         text not null references core.dmd_vmpp,
  amp_id          text not null references core.dmd_amp,
  name            text not null,
  combination     text,
  legal_category  text not null,
  sub_pack        text,
  is_discontinued boolean not null,
  discontinued_on date,
  is_invalid      boolean not null,
  is_sample       boolean not null,
  gone_since      date
);
create index on core.dmd_ampp (amp_id);
create index on core.dmd_ampp (vmpp_id);
comment on table core.dmd_ampp is 'Packs that can be bought (actual medicinal product packs).';

create table core.dmd_ampp_content (
  ampp_id    text not null references core.dmd_ampp,
  content_id text not null references core.dmd_ampp,
  primary key (ampp_id, content_id)
);
comment on table core.dmd_ampp_content is 'What a combination pack holds: other packs.';

create table core.dmd_gtin (
  ampp_id   text not null references core.dmd_ampp,
  gtin      text not null,
  starts_on date not null,
  ends_on   date,
  gtin_key  text not null check (gtin_key ~ '^[0-9]{14}$'),
  primary key (ampp_id, gtin, starts_on)
);
create index on core.dmd_gtin (gtin_key);
comment on table core.dmd_gtin is 'Barcode numbers of packs and the days from and to which each is right, both included.';
comment on column core.dmd_gtin.gtin_key is 'The number in its longest form: scanners and lists differ in leading zeros.';

create table core.dmd_previous_id (
  previous_id text not null,
  current_id  text not null,
  level       text not null check (level in ('ingredient', 'vtm', 'vmp')),
  changed_on  date,
  primary key (previous_id, current_id)
);
comment on table core.dmd_previous_id is 'Identifiers that gave way to another. Kept for ever: a prescription may name the old one.';

create table core.dmd_search_entry (
  entry_id   text primary key,
  level      text not null check (level in ('vtm', 'vmp', 'amp')),
  name       text not null,
  words      text not null,
  is_current boolean not null
);
comment on table core.dmd_search_entry is 'What people look for by name, with all the words it is found by. Made by the import.';
create table core.dmd_search_key (
  key      text collate "C" not null,
  entry_id text not null references core.dmd_search_entry,
  primary key (key, entry_id)
);
create index on core.dmd_search_key (entry_id, key);

do $$
declare
  reference_table text;
begin
  for reference_table in select tablename from pg_tables where schemaname = 'core' and tablename like 'dmd\_%' loop
    execute format('grant select on core.%I to troth_application', reference_table);
  end loop;
end
$$;
