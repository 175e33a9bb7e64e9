-- Platform: browsers in which someone has signed in, by the hash of a cookie and the keyed hash of the name they signed in with.
-- Strangers who try wrong passwords without end make the name wait, but not a browser that is known for it.
create table core.known_browser (
  token_hash bytea not null check (length(token_hash) = 32),
  name_index bytea not null check (length(name_index) = 32),
  used_at    timestamptz not null,
  primary key (token_hash, name_index)
);
create index known_browser_by_name on core.known_browser (name_index);
create index known_browser_by_age on core.known_browser (used_at);
grant select, insert, update, delete on core.known_browser to troth_application;

-- A browser that is known for a name has a count of its own.
alter table core.sign_in_delay drop constraint sign_in_delay_kind_check;
alter table core.sign_in_delay add constraint sign_in_delay_kind_check check (kind in ('email', 'account', 'address', 'signing', 'browser'));
