"""E-mail that the service sends, where it is told of a mail server: links by which people choose a password.

::

    mail_server     the mail server that the settings name, and what is wrong with them
    link_messages   the subject and the text of each message
    sending         hands a message to the mail server
"""
