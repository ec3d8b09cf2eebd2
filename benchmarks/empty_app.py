"""The smallest app with something to click on. It is copied into a folder of its own and run there."""

import streamlit as st

st.title("An empty app")
chosen = st.radio("Level", ["One", "Two", "Three", "Four", "Five"], index=None)
st.write(f"You chose {chosen}")
