// Every query runs with an empty search_path, so that PostgreSQL writes every name in full.

/** Our schemas: not the system's and not those that an extension brings. */
const OURS = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`

const byExtension = (catalogue: string, oid: string): string =>
  `exists (select 1 from pg_depend d where d.classid = 'pg_catalog.${catalogue}'::regclass and d.objid = ${oid} and d.deptype = 'e')`

/** Rights on an object as JSON, without those its owner has by owning it. */
const acl = (acl: string, owner: string): string =>
  `(select json_agg(json_build_object('grantee', case a.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end,
                                      'privilege', lower(a.privilege_type), 'grantable', a.is_grantable))
      from aclexplode(${acl}) a where a.grantee <> ${owner})`

export const EXTENSIONS = `
  select quote_ident(e.extname) as name, quote_ident(n.nspname) as schema
    from pg_extension e join pg_namespace n on n.oid = e.extnamespace
   where e.extname <> 'plpgsql' order by e.extname collate "C"`

export const SCHEMAS = `
  select quote_ident(n.nspname) as name, obj_description(n.oid, 'pg_namespace') as comment,
         case when n.nspname = 'public' then null else ${acl('n.nspacl', 'n.nspowner')} end as grants
    from pg_namespace n where ${OURS} and not ${byExtension('pg_namespace', 'n.oid')} order by n.nspname collate "C"`

export const DEFAULT_RIGHTS = `
  select case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions' when 'T' then 'types' else 'schemas' end as kind,
         quote_ident(n.nspname) as schema, ${acl('d.defaclacl', 'd.defaclrole')} as grants
    from pg_default_acl d join pg_namespace n on n.oid = d.defaclnamespace
   order by n.nspname collate "C", d.defaclobjtype`

export const ENUMS = `
  select t.oid::regtype::text as name, obj_description(t.oid, 'pg_type') as comment,
         (select array_agg(e.enumlabel::text order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid) as labels
    from pg_type t join pg_namespace n on n.oid = t.typnamespace
   where ${OURS} and t.typtype = 'e' and not ${byExtension('pg_type', 't.oid')}
   order by n.nspname collate "C", t.typname collate "C"`

export const DOMAINS = `
  select t.oid::regtype::text as name, obj_description(t.oid, 'pg_type') as comment,
         format_type(t.typbasetype, t.typtypmod) as base, t.typdefault as "default", t.typnotnull as "notNull",
         (select array_agg('constraint ' || quote_ident(c.conname) || ' ' || pg_get_constraintdef(c.oid) order by c.conname collate "C")
            from pg_constraint c where c.contypid = t.oid and c.contype = 'c') as checks
    from pg_type t join pg_namespace n on n.oid = t.typnamespace
   where ${OURS} and t.typtype = 'd' and not ${byExtension('pg_type', 't.oid')}
   order by n.nspname collate "C", t.typname collate "C"`

export const COMPOSITES = `
  select t.oid::regtype::text as name, obj_description(t.oid, 'pg_type') as comment,
         (select array_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod) order by a.attnum)
            from pg_attribute a where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped) as fields
    from pg_type t join pg_namespace n on n.oid = t.typnamespace join pg_class c on c.oid = t.typrelid
   where ${OURS} and c.relkind = 'c' and not ${byExtension('pg_type', 't.oid')}
   order by n.nspname collate "C", t.typname collate "C"`

export const SEQUENCES = `
  select c.oid::regclass::text as name, obj_description(c.oid, 'pg_class') as comment, ${acl('c.relacl', 'c.relowner')} as grants,
         format_type(s.seqtypid, null) as type, s.seqstart::text as start, s.seqincrement::text as increment,
         s.seqmin::text as min, s.seqmax::text as max, s.seqcache::text as cache, s.seqcycle as cycle,
         (select d.refobjid::regclass::text || '.' || quote_ident(a.attname) from pg_depend d
            join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
           where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.refclassid = 'pg_class'::regclass and d.deptype = 'a') as owner
    from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
   where ${OURS} and not ${byExtension('pg_class', 'c.oid')}
     and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'i')
   order by n.nspname collate "C", c.relname collate "C"`

export const FUNCTIONS = `
  select p.oid::regprocedure::text as name, p.prokind = 'p' as procedure, pg_get_functiondef(p.oid) as definition,
         obj_description(p.oid, 'pg_proc') as comment, ${acl('p.proacl', 'p.proowner')} as grants,
         p.proacl is not null and not exists (select 1 from aclexplode(p.proacl) a where a.grantee = 0) as closed
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
   where ${OURS} and p.prokind in ('f', 'p', 'w') and not ${byExtension('pg_proc', 'p.oid')}
   order by n.nspname collate "C", p.proname collate "C", p.oid::regprocedure::text collate "C"`

export const TABLES = `
  select c.oid::text as oid, c.oid::regclass::text as name, obj_description(c.oid, 'pg_class') as comment,
         c.relpersistence = 'u' as unlogged, c.reloptions as options, c.relrowsecurity as rls, c.relforcerowsecurity as forced,
         case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end as "partitionKey",
         case when c.relispartition then (select i.inhparent::regclass::text from pg_inherits i where i.inhrelid = c.oid) end as parent,
         pg_get_expr(c.relpartbound, c.oid) as bound, ${acl('c.relacl', 'c.relowner')} as grants,
         coalesce((select string_agg(relid::regclass::text, ' ' order by depth desc)
                     from pg_partition_ancestors(c.oid) with ordinality t(relid, depth)), c.oid::regclass::text) as path
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where ${OURS} and c.relkind in ('r', 'p') and not ${byExtension('pg_class', 'c.oid')}
   order by n.nspname collate "C", c.relname collate "C"`

export const COLUMNS = `
  select a.attrelid::text as table, quote_ident(a.attname) as name, format_type(a.atttypid, a.atttypmod) as type,
         case when a.attcollation <> t.typcollation then a.attcollation::regcollation::text end as collation,
         a.attnotnull as "notNull", a.attidentity as identity, a.attgenerated as generated,
         pg_get_expr(ad.adbin, ad.adrelid) as "default", col_description(a.attrelid, a.attnum) as comment,
         ${acl('a.attacl', 'c.relowner')} as grants
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_type t on t.oid = a.atttypid
    left join pg_attrdef ad on ad.adrelid = a.attrelid and ad.adnum = a.attnum
   where ${OURS} and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
   order by a.attnum`

/** Not-null constraints have names from PostgreSQL 18 on; they are shown with their column instead, as on 15. */
export const CONSTRAINTS = `
  select c.conrelid::text as table, quote_ident(c.conname) as name, pg_get_constraintdef(c.oid) as definition, c.contype = 'f' as foreign,
         obj_description(c.oid, 'pg_constraint') as comment
    from pg_constraint c join pg_class r on r.oid = c.conrelid join pg_namespace n on n.oid = r.relnamespace
   where ${OURS} and c.conparentid = 0 and c.contype in ('p', 'u', 'c', 'f', 'x') and c.conislocal
   order by array_position(array['p', 'u', 'x', 'c', 'f'], c.contype::text), c.conname collate "C"`

export const INDEXES = `
  select i.indrelid::text as table, pg_get_indexdef(i.indexrelid) as definition, i.indexrelid::regclass::text as name,
         obj_description(i.indexrelid, 'pg_class') as comment
    from pg_index i join pg_class r on r.oid = i.indrelid join pg_class x on x.oid = i.indexrelid join pg_namespace n on n.oid = r.relnamespace
   where ${OURS} and not x.relispartition
     and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x'))
   order by x.relname collate "C"`

export const POLICIES = `
  select p.polrelid::text as table, quote_ident(p.polname) as name, p.polpermissive as permissive,
         case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end as command,
         array(select case r when 0 then 'public' else quote_ident(pg_get_userbyid(r)) end from unnest(p.polroles) r order by 1) as roles,
         pg_get_expr(p.polqual, p.polrelid) as "using", pg_get_expr(p.polwithcheck, p.polrelid) as "check"
    from pg_policy p order by p.polname collate "C"`

export const TRIGGERS = `
  select t.tgrelid::text as table, pg_get_triggerdef(t.oid) as definition
    from pg_trigger t where not t.tgisinternal and t.tgparentid = 0 order by t.tgname collate "C"`

export const VIEWS = `
  select c.oid::regclass::text as name, c.relkind = 'm' as materialised, c.reloptions as options, pg_get_viewdef(c.oid) as definition,
         obj_description(c.oid, 'pg_class') as comment, ${acl('c.relacl', 'c.relowner')} as grants
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where ${OURS} and c.relkind in ('v', 'm') and not ${byExtension('pg_class', 'c.oid')}
   order by c.oid`
