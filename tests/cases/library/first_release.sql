-- The library of the first release, as its file was: one table, with words in it. Opened by this release, it keeps them.
PRAGMA application_id = 1382375780;
PRAGMA user_version = 1;
CREATE TABLE word (
               id INTEGER PRIMARY KEY,
               name TEXT NOT NULL UNIQUE,
               status TEXT NOT NULL CHECK (status IN ('known', 'learning', 'ignored')),
               changed INTEGER NOT NULL
           ) STRICT;
INSERT INTO word VALUES (1, '训练', 'known', 1795000000000);
INSERT INTO word VALUES (2, '混合专家', 'learning', 1795000000001);
INSERT INTO word VALUES (4, 'moe', 'ignored', 1795000000002);
