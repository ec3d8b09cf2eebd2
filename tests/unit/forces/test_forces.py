"""The reference list of forces."""

from assessment.forces import find_force, forces


def test_the_43_territorial_forces_of_england_and_wales_come_before_six_others() -> None:
    with_area = [force for force in forces() if force.area_code]

    assert len(with_area) == 43
    assert len(forces()) == 49
    assert list(forces()[:43]) == with_area


def test_a_force_is_found_by_its_name_and_its_short_name() -> None:
    assert find_force("Dyfed-Powys") == find_force("Dyfed-Powys Police")
    assert find_force("Mars Police") is None
