"""The upload folder: readable only while somebody is signed in, and empty after whatever happened."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from werkakademie.records.own_files import FilePlace, PlaceKind
from werkakademie.services.own.file_places import files_in, is_inside, sticks_in
from werkakademie.services.own.uploads import UploadFolder, UploadFolderBusyError, free_path

MOUNTS = r"""/dev/sda2 / ext4 rw,relatime 0 0
tmpfs /run/media/tmp tmpfs rw 0 0
/dev/sdb1 /media/room/ROTER\040STICK vfat rw,nosuid,nodev 0 0
/dev/sdc1 /run/media/room/Blau exfat ro,nosuid 0 0
server:/home /media/room/netz nfs4 rw 0 0
/dev/sdd1 /home/room/platte ext4 rw 0 0
kaputt
"""


def a_folder(tmp_path: Path) -> UploadFolder:
    folder = UploadFolder(tmp_path / "Werkakademie-Ablage")
    folder.renew()
    return folder


def test_only_the_owner_may_look_inside(tmp_path: Path) -> None:
    folder = a_folder(tmp_path)
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700


def test_signing_out_leaves_nothing(tmp_path: Path) -> None:
    folder = a_folder(tmp_path)
    folder.put("Lebenslauf.pdf", b"Olena Kovalenko")
    (folder.path / "Unterordner").mkdir()
    (folder.path / "Unterordner" / "Foto.jpg").write_bytes(b"x")
    folder.clear()
    assert not folder.path.exists()
    folder.clear()


def test_the_next_start_empties_what_a_kill_left(tmp_path: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from werkakademie.services.own.uploads import UploadFolder\n"
        "folder = UploadFolder(Path(sys.argv[1])); folder.renew(); folder.put('Brief.pdf', b'Olena')\n"
        "print('ready', flush=True); time.sleep(60)"
    )
    path = tmp_path / "Werkakademie-Ablage"
    with subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"ready"
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert (path / "Brief.pdf").exists()
    UploadFolder(path).clear()
    assert not path.exists()


def test_a_link_leads_to_nothing_that_is_deleted(tmp_path: Path) -> None:
    private = tmp_path / "privat"
    private.mkdir()
    (private / "Bild.jpg").write_bytes(b"x")
    path = tmp_path / "Werkakademie-Ablage"
    path.symlink_to(private, target_is_directory=True)
    folder = UploadFolder(path)
    folder.renew()
    assert not path.is_symlink()
    (path / "link").symlink_to(private, target_is_directory=True)
    folder.clear()
    assert (private / "Bild.jpg").exists()


def test_rights_taken_away_keep_nothing_alive(tmp_path: Path) -> None:
    folder = a_folder(tmp_path)
    inner = folder.path / "zu"
    inner.mkdir()
    (inner / "Brief.pdf").write_bytes(b"x")
    inner.chmod(0o500)
    folder.clear()
    assert not folder.path.exists()


def test_what_can_not_be_deleted_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = a_folder(tmp_path)
    folder.put("Brief.pdf", b"x")

    def busy(*_arguments: object, **_keywords: object) -> None:
        raise PermissionError(13, "wird benutzt")

    monkeypatch.setattr(os, "unlink", busy)
    with pytest.raises(UploadFolderBusyError, match=r"Brief\.pdf") as raised:
        folder.clear()
    assert "schließen Sie den Browser" in raised.value.sentence()


def test_two_files_of_one_name_stay_beside_each_other(tmp_path: Path) -> None:
    folder = a_folder(tmp_path)
    assert folder.put("Brief.pdf", b"1").name == "Brief.pdf"
    assert folder.put("Brief.pdf", b"2").name == "Brief (2).pdf"
    assert free_path(folder.path, "../../etc/passwd") == folder.path / "passwd"


def test_sticks_are_what_the_desktop_mounted_from_a_device() -> None:
    assert sticks_in(MOUNTS) == (
        FilePlace(PlaceKind.STICK, Path("/run/media/room/Blau"), "Blau", writable=False),
        FilePlace(PlaceKind.STICK, Path("/media/room/ROTER STICK"), "ROTER STICK", writable=True),
    )
    assert sticks_in("") == ()


def test_files_of_a_place_are_found_without_leaving_it(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    (stick / "Schule" / "Alt").mkdir(parents=True)
    for name in ("b.PDF", "a.jpg", "c.docx", ".geheim.pdf", "Schule/d.pdf", "Schule/Alt/e.png"):
        (stick / name).write_bytes(b"x")
    (tmp_path / "draussen.pdf").write_bytes(b"x")
    (stick / "weg").symlink_to(tmp_path, target_is_directory=True)
    place = FilePlace(PlaceKind.STICK, stick, "stick")
    found = files_in(place, ("pdf", "jpg", "png"))
    assert [(file.folder, file.path.name) for file in found] == [
        ("", "a.jpg"),
        ("", "b.PDF"),
        ("Schule", "d.pdf"),
        ("Schule/Alt", "e.png"),
    ]
    assert is_inside(place, stick / "a.jpg")
    assert not is_inside(place, stick / "weg" / "draussen.pdf")
    assert files_in(FilePlace(PlaceKind.STICK, tmp_path / "fort"), ("pdf",)) == ()
