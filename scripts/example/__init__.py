"""The invented example: collaborations of differing size and partners, each with two rounds of answers.

::

    collaborations                  who they are, and where each question stands in each round
    register_facts                  what the register says of them: purpose, partners, agreement
    answers                         turns that into responses with rationales and evidence
    follow_up                       the actions that are planned, and a report on which the board decides
    purpose_and_costs.yaml          the words of the rationales and the names of the papers, by question
    governance_and_skills.yaml      the same for the other two themes
"""
