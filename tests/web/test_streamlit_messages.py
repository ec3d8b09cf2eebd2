"""The web layer depends on one message class of Streamlit and on nothing else of it."""

import ast

from assessment.settings import PROJECT


def test_the_web_layer_imports_the_message_class_of_streamlit_and_nothing_else_of_it() -> None:
    imported = set()
    for path in (PROJECT / "web").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Import(names=names):
                    imported |= {(path.name, name.name) for name in names}
                case ast.ImportFrom(module=str(module), names=names):
                    imported |= {(path.name, f"{module}.{name.name}") for name in names}

    of_streamlit = {(file, name) for file, name in imported if name.split(".")[0] == "streamlit"}
    assert of_streamlit == {("streamlit_messages.py", "streamlit.proto.BackMsg_pb2.BackMsg")}
