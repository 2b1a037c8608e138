//! Places where a live data file is in danger: network drives, on which locks and syncs do not
//! hold, and synced folders, where a file is renamed under an open program.
#![allow(clippy::disallowed_methods, reason = "this is the place that touches files")]

use std::path::{Path, PathBuf};

/// Why a place is dangerous for a data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Danger {
    /// The file system is reached over a network: its kind.
    Network(String),
    /// A program keeps the folder equal to others: its name, and the folder.
    Synced(&'static str, PathBuf),
}

impl Danger {
    /// What to tell, in a language of the interface (`en`, `ru`, `kk`).
    pub fn message(&self, language: &str) -> String {
        match (self, language) {
            (Danger::Network(kind), "ru") => format!(
                "Файл данных лежит на сетевом диске ({kind}): при обрыве связи ответы могут \
                 пропасть. Храните его на этом компьютере, а на диск кладите выгрузки."
            ),
            (Danger::Network(kind), "kk") => format!(
                "Деректер файлы желілік дискіде тұр ({kind}): байланыс үзілсе, жауаптар жоғалуы \
                 мүмкін. Оны осы компьютерде сақтаңыз, дискіге тек экспорт файлдарын салыңыз."
            ),
            (Danger::Network(kind), _) => format!(
                "The data file stands on a network drive ({kind}): answers can be lost when the \
                 connection breaks. Keep it on this computer, and put only exports on the drive."
            ),
            (Danger::Synced(by, folder), "ru") => format!(
                "Файл данных лежит в папке {}, которую синхронизирует {by}: так файл может быть \
                 испорчен. Храните его в другой папке, а сюда кладите только выгрузки.",
                folder.display()
            ),
            (Danger::Synced(by, folder), "kk") => format!(
                "Деректер файлы {} қалтасында тұр, оны {by} синхрондайды: файл бүлінуі мүмкін. \
                 Оны басқа қалтада сақтаңыз, мұнда тек экспорт файлдарын салыңыз.",
                folder.display()
            ),
            (Danger::Synced(by, folder), _) => format!(
                "The data file stands in {}, which {by} keeps in sync: that can damage it. Keep \
                 it in another folder, and put only exports here.",
                folder.display()
            ),
        }
    }
}

/// The danger in which a data file at a path would be, if any. The file need not exist yet.
pub fn danger_at(path: &Path) -> Option<Danger> {
    let folder = std::path::absolute(super::folder_of(path)).ok()?;
    let folder = folder.canonicalize().unwrap_or(folder);
    if let Some(kind) = network_at(&folder) {
        return Some(Danger::Network(kind));
    }
    folder.ancestors().find_map(synced_at)
}

/// Folder names of programs that sync, in lower case, each with the name of the program.
const SYNCED_NAMES: [(&str, &str); 12] = [
    ("dropbox", "Dropbox"),
    ("onedrive", "OneDrive"),
    ("yandex.disk", "Yandex Disk"),
    ("yandexdisk", "Yandex Disk"),
    ("яндекс.диск", "Yandex Disk"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("icloud drive", "iCloud Drive"),
    ("mobile documents", "iCloud Drive"),
    ("облако mail.ru", "Mail.ru Cloud"),
];

/// Files by which a program marks a folder that it syncs.
const SYNCED_MARKS: [(&str, &str); 5] = [
    (".stfolder", "Syncthing"),
    (".dropbox.cache", "Dropbox"),
    (".owncloudsync.log", "ownCloud"),
    (".nextcloudsync.log", "Nextcloud"),
    (".seafile-data", "Seafile"),
];

fn synced_at(folder: &Path) -> Option<Danger> {
    let mark = SYNCED_MARKS.iter().find(|(mark, _)| folder.join(mark).exists());
    let by = mark.map(|(_, by)| *by).or_else(|| synced_name(folder))?;
    Some(Danger::Synced(by, folder.to_owned()))
}

/// Names count whole, or with a dash or bracket behind them (`OneDrive - Office`).
fn synced_name(folder: &Path) -> Option<&'static str> {
    let name = folder.file_name()?.to_string_lossy().to_lowercase();
    let same = |known: &str| {
        let rest = name.strip_prefix(known);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '-', '(']))
    };
    SYNCED_NAMES.iter().find(|(known, _)| same(known)).map(|(_, by)| *by)
}

/// Kinds of file system that reach over a network.
const NETWORK_KINDS: [&str; 16] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "smb2",
    "ncpfs",
    "afs",
    "9p",
    "ceph",
    "glusterfs",
    "lustre",
    "webdav",
    "davfs",
    "afpfs",
    "beegfs",
];

/// Kinds of file system in user space that reach over a network, behind `fuse.`.
const NETWORK_FUSE: [&str; 8] = [
    "sshfs",
    "rclone",
    "davfs2",
    "gvfsd-fuse",
    "s3fs",
    "glusterfs",
    "google-drive-ocamlfuse",
    "smbnetfs",
];

fn is_network(kind: &str) -> bool {
    match kind.strip_prefix("fuse.") {
        Some(kind) => NETWORK_FUSE.contains(&kind),
        None => NETWORK_KINDS.contains(&kind),
    }
}

#[cfg(target_os = "linux")]
fn network_at(folder: &Path) -> Option<String> {
    let mounts = std::fs::read_to_string("/proc/self/mounts").ok()?;
    let kind = mount_kind(&mounts, folder)?;
    is_network(kind).then(|| kind.to_owned())
}

#[cfg(not(target_os = "linux"))]
fn network_at(folder: &Path) -> Option<String> {
    // Windows names network places `\\server\share`.
    let text = folder.to_string_lossy();
    let text = text.strip_prefix(r"\\?\UNC\").map_or(text.to_string(), |rest| format!(r"\\{rest}"));
    (text.starts_with(r"\\") && !text.starts_with(r"\\?\")).then(|| "SMB".to_owned())
}

/// The kind of the file system that holds a folder, out of the table of mounts: the deepest
/// mount around it, and the last of several at the same place.
#[cfg(any(target_os = "linux", test))]
fn mount_kind<'a>(mounts: &'a str, folder: &Path) -> Option<&'a str> {
    let mut best = (0, None);
    for line in mounts.lines() {
        let mut fields = line.split(' ').skip(1);
        let (Some(place), Some(kind)) = (fields.next(), fields.next()) else { continue };
        // Blanks in a path are written as octal numbers.
        let place = place.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
        let depth = Path::new(&place).components().count();
        if folder.starts_with(&place) && depth >= best.0 {
            best = (depth, Some(kind));
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/aigul/local\\040disk ext4 rw 0 0
me@host:/x /mnt/far fuse.sshfs rw 0 0
/dev/sdc1 /mnt/stick fuseblk rw 0 0
";

    #[test]
    fn the_deepest_mount_counts() {
        let network = |folder: &str| mount_kind(MOUNTS, Path::new(folder)).map(is_network);
        assert_eq!(network("/home/aigul/survey"), Some(true));
        assert_eq!(network("/home/aigul/local disk/survey"), Some(false));
        assert_eq!(network("/homes"), Some(false));
        assert_eq!(network("/mnt/far"), Some(true));
        assert_eq!(network("/mnt/stick/a"), Some(false));
    }

    #[test]
    fn synced_folders_are_known_by_name() {
        for (folder, by) in [
            ("/home/a/Dropbox", Some("Dropbox")),
            ("/home/a/OneDrive - Office", Some("OneDrive")),
            ("/home/a/Yandex.Disk", Some("Yandex Disk")),
            ("/home/a/Dropboxes", None),
            ("/home/a/survey", None),
        ] {
            assert_eq!(synced_name(Path::new(folder)), by, "{folder}");
        }
    }

    #[test]
    fn synced_folders_are_known_by_their_mark() {
        let folder = std::env::temp_dir().join(format!("anketa-danger-{}", std::process::id()));
        std::fs::create_dir_all(folder.join(".stfolder")).expect("can be written to");
        std::fs::create_dir_all(folder.join("deep/er")).expect("can be written to");
        let danger = danger_at(&folder.join("deep/er/data.anketa"));
        assert!(matches!(&danger, Some(Danger::Synced("Syncthing", _))), "{danger:?}");
        for language in ["en", "ru", "kk"] {
            let message = danger.as_ref().map(|danger| danger.message(language));
            assert!(message.is_some_and(|message| message.contains("Syncthing")));
        }
    }
}
