"""The web layer: everything this server answers over HTTP that is not a page of the app.

It uses Starlette. Of Streamlit it knows the message class alone, in :mod:`web.streamlit_messages`.

    routes                       the table of all routes
    account_routes               sign-in, sign-out, invitations and the first administrator
    account_pages, templates/    their HTML
    first_administrator_code     the code that the server prints while nobody can sign in
    oidc_routes                  to the identity provider and back
    oidc_client                  the OpenID Connect protocol
    oidc_discovery               the provider's metadata and keys, with a cache
    oidc_keys                    the provider's keys that can verify a signature
    oidc_login_state             the values that tie a callback to the browser that began the login
    browser_cookie               the cookie by which a browser is known again to whoever signed in with it
    counted_attempts             links that are presented, counted by network address
    response_route               saves one response of the question form, and shows what is stored
    download_routes              reports, comparisons and exports
    request_guard                middleware: security headers; requests from other sites are refused
    compression                  middleware: what is the same for everybody is compressed, and nothing else
    first_frame                  middleware: the page of the app, with something to read until its scripts are there
    fault_page                   middleware: a page of ours where the database fails
    page_addresses               middleware: an address that is no page gets a page that says so
    request_deadlines            middleware: bodies and heads that come too slowly; requests that are broken off
    session_gate                 middleware: pages lead to sign-in without a session
    open_sockets                 the WebSockets that are open, which end with their session
    recorded_refusal             records in the audit trail what a route refuses
    work                         kinds of work, each with threads of its own
    streamlit_messages           filter for the messages that a browser sends to Streamlit
    session_cookie, request_bodies, redirects, paths    parts of the above
"""
