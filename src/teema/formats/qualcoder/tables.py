"""The tables of a QualCoder project: its database of version 17; older ones lack columns."""

from __future__ import annotations

VERSION = "v17"
FILE = "data.qda"
ABOUT = "QualCoder project, written by Teema"
"""What a project written by Teema says of itself; QualCoder opens nothing that doesn't name it here."""
NO_COLOR = "#B8B8B9"
"""What a code without a colour gets, since QualCoder wants one: a grey that it doesn't offer, so that it is known again."""
FOLDERS = ("documents", "images", "audio", "video")
TABLES: dict[str, tuple[str, ...]] = {
    "project": (
        "databaseversion text",
        "date text",
        "memo text",
        "about text",
        "bookmarkfile integer",
        "bookmarkpos integer",
        "codername text",
        "recently_used_codes text",
        "avbookmarkfile integer",
        "avbookmarkmsec integer",
        "avbookmarktextpos integer",
    ),
    "source": (
        "id integer primary key",
        "name text unique",
        "fulltext text",
        "mediapath text",
        "memo text",
        "owner text",
        "date text",
        "av_text_id integer",
        "risid integer",
    ),
    "code_cat": (
        "catid integer primary key",
        "name text unique",
        "owner text",
        "date text",
        "memo text",
        "supercatid integer",
    ),
    "code_name": (
        "cid integer primary key",
        "name text unique",
        "memo text",
        "catid integer",
        "owner text",
        "date text",
        "color text",
        "supercid integer",
    ),
    "code_text": (
        "ctid integer primary key",
        "cid integer",
        "fid integer",
        "seltext text",
        "pos0 integer",
        "pos1 integer",
        "owner text",
        "date text",
        "memo text",
        "avid integer",
        "important integer",
        "unique (cid, fid, pos0, pos1, owner)",
    ),
    "code_image": (
        "imid integer primary key",
        "id integer",
        "x1 integer",
        "y1 integer",
        "width integer",
        "height integer",
        "cid integer",
        "memo text",
        "date text",
        "owner text",
        "important integer",
        "pdf_page integer",
    ),
    "code_av": (
        "avid integer primary key",
        "id integer",
        "pos0 integer",
        "pos1 integer",
        "cid integer",
        "memo text",
        "date text",
        "owner text",
        "important integer",
    ),
    "annotation": (
        "anid integer primary key",
        "fid integer",
        "pos0 integer",
        "pos1 integer",
        "memo text",
        "owner text",
        "date text",
        "unique (fid, pos0, pos1, owner)",
    ),
    "attribute_type": (
        "name text primary key",
        "date text",
        "owner text",
        "memo text",
        "caseOrFile text",
        "valuetype text",
    ),
    "attribute": (
        "attrid integer primary key",
        "name text",
        "attr_type text",
        "value text",
        "id integer",
        "date text",
        "owner text",
        "unique (name, attr_type, id)",
    ),
    "cases": ("caseid integer primary key", "name text unique", "memo text", "owner text", "date text"),
    "case_text": (
        "id integer primary key",
        "caseid integer",
        "fid integer",
        "pos0 integer",
        "pos1 integer",
        "owner text",
        "date text",
        "memo text",
    ),
    "journal": (
        "jid integer primary key",
        "name text unique",
        "jentry text",
        "date text",
        "owner text",
    ),
    "coder_names": ("name text unique not null", "visibility integer not null default 1 check (visibility in (0, 1))"),
    "stored_sql": ("title text unique", "description text", "grouper text", "ssql text"),
    "ris": ("risid integer", "tag text", "longtag text", "value text"),
    "manage_files_display": (
        "mfid integer primary key",
        "name text",
        "tblrows text",
        "tblcolumns text",
        "owner text",
    ),
    "files_filter": ("filterid integer primary key", "name text", "filter text", "owner text"),
    "graph": (
        "grid integer primary key",
        "name text unique",
        "description text",
        "date text",
        "scene_width integer",
        "scene_height integer",
    ),
}
"""A project's tables with their columns and what must hold of them, the items of graphs aside."""
_BOX = ("grid integer", "x integer", "y integer")
_LETTERS = ("font_size integer", "bold integer")
_LINE = ("color text", "linewidth real", "linetype text", "label text", "arrow_mode text")
_ENDS = ("catid", "cid", "caseid", "fileid", "imid", "avid")
GRAPH_ITEMS: dict[str, tuple[str, ...]] = {
    "gr_cdct_text_item": (
        "gtextid integer primary key",
        *_BOX,
        "supercatid integer",
        "catid integer",
        "cid integer",
        *_LETTERS,
        "isvisible integer",
        "displaytext text",
    ),
    "gr_case_text_item": (
        "gcaseid integer primary key",
        *_BOX,
        "caseid integer",
        *_LETTERS,
        "color text",
        "displaytext text",
    ),
    "gr_file_text_item": (
        "gfileid integer primary key",
        *_BOX,
        "fid integer",
        *_LETTERS,
        "color text",
        "displaytext text",
    ),
    "gr_free_text_item": (
        "gfreeid integer primary key",
        "freetextid integer",
        *_BOX,
        "free_text text",
        *_LETTERS,
        "color text",
        "tooltip text",
        "ctid integer",
        "memo_ctid integer",
        "memo_imid integer",
        "memo_avid integer",
    ),
    "gr_cdct_line_item": (
        "glineid integer primary key",
        "grid integer",
        *(f"{end}{one} integer" for end in ("from", "to") for one in ("catid", "cid")),
        "isvisible integer",
        *_LINE,
    ),
    "gr_free_line_item": (
        "gflineid integer primary key",
        "grid integer",
        *(f"{end}{one} integer" for end in ("from", "to") for one in ("freetextid", *_ENDS)),
        *_LINE,
    ),
    "gr_memo_item": (
        "gmemoid integer primary key",
        *_BOX,
        "memo_source_type text",
        "memo_source_id integer",
        "color text",
        "font_size integer",
    ),
    "gr_pix_item": (
        "grpixid integer primary key",
        *_BOX,
        "imid integer",
        *(f"{one} integer" for one in ("px", "py", "w", "h")),
        "filepath text",
        "tooltip text",
        "pdf_page integer",
    ),
    "gr_av_item": (
        "gr_avid integer primary key",
        *_BOX,
        "avid integer",
        "pos0 integer",
        "pos1 integer",
        "filepath text",
        "tooltip text",
        "color text",
    ),
}
"""What a graph is drawn of: only tables that QualCoder expects to be there."""
OF_A_CODER = ("code_image", "code_text", "code_av", "annotation")
"""Tables of which QualCoder looks at a view, ``…_visible``: what coders have made who aren't hidden."""
NEEDED = {
    "project": ("databaseversion",),
    "source": ("id", "name", "fulltext"),
    "code_name": ("cid", "name"),
    "code_text": ("cid", "fid", "pos0", "pos1"),
}
COLUMNS = {
    table: tuple(one.split()[0].lower() for one in columns if not one.startswith("unique"))
    for table, columns in (TABLES | GRAPH_ITEMS).items()
}
"""The names of the columns that are foreseen, by table, in lower case."""
