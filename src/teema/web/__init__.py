"""The workbench: a study carried out in the browser. The only room that knows Django and the workspace's database.

Each app holds ``models, actions, queries, forms, views, urls, templates``. A write is an action (permission, transaction
and history inside), a read is a query, a view translates. What the apps share stands here: ``settings``, ``urls``,
``serving`` and the way a request reaches its study (``studies.access``).
"""
