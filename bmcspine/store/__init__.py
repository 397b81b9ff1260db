"""Pages that are kept, in memory and on disk, and never older than what was committed.

A request comes to `front`; `requests` tells whether any reader would get its answer. `store` looks
in `memory`, and whether the `stamps` of the database are the same still (`postgres_stamp`). If not,
the page is drawn once for all who wait (`drawings`, `threads`), in one of the `states` of the
database, which knows the next of the planned `moments`. `pages` are what is kept, and
`saved_copies` what stands in for them while the database is broken (docs/adr/0020, 0022).

Each new page is handed to the `keeper`, which lets `placing` put it on `disk` for nginx, if nginx
would say the same of it (`disk_headers`), and beside it the copy for when nothing else is left
(`saved_shelf`; docs/adr/0023). bmcspine/copies.py takes both away before a change is committed.
"""
