-- Which of these scripts have been run, so that it does not matter who runs them; later ones add a row.
CREATE TABLE worklist_schema (
    version INTEGER NOT NULL PRIMARY KEY
);

INSERT INTO worklist_schema (version) VALUES (2);
