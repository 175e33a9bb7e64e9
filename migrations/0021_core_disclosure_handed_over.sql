-- When a disclosure was last about to be written at the recipient: from then on it may have arrived, whatever the sender heard.
alter table core.disclosure_outbox add column handed_over_at timestamptz;
comment on column core.disclosure_outbox.handed_over_at is 'From here on it may have arrived: the answer of the recipient''s side can be lost. Stopping it then says so.';
