-- Platform: when each piece of work on a timetable was last handed on to the organisations. No personal data.
create table core.timetable (
  name      text primary key,
  schedule  text not null,
  since     timestamptz not null default now(),
  done_at   timestamptz,
  failed_at timestamptz,
  problem   text
);
grant select, insert, update on core.timetable to troth_application;
comment on table core.timetable is 'The queue forgets its jobs after a while, and a tick that never came was never in it: this is what tells that a timetable is late.';
comment on column core.timetable.since is 'From when on this timetable has been kept: nothing is due of the time before.';
comment on column core.timetable.problem is 'The kind of the last error, never its words.';
