use downbeat_boot::Config;
use downbeat_job::archive::Folder;
use downbeat_store::{ArchiveState, Store, partitions::Month};

use super::{Finding, Report, bounded};

const CHECK: &str = "archives";

/// Whether old months become files, and every file is where it should be.
pub async fn look(store: &Store, config: &Config, report: &mut Report) {
    let path = &config.worker.archive_folder;
    // Without a schema there is none.
    let Ok(archives) = bounded(async { Ok(store.archives().await?) }).await else { return };
    let dropped = archives.iter().filter(|month| month.state == ArchiveState::Dropped);
    let Some(folder) = Folder::at(path) else {
        let fine = Finding::ok(CHECK, "no folder is set: no month becomes a file");
        let count = dropped.count();
        return report.add(Finding::when(count == 0, fine, || {
            let found = format!("{count} months are in files, and no folder is set");
            Finding::problem(CHECK, found, "set worker.archive_folder to where they are")
        }));
    };
    if let Err(error) = folder.is_there() {
        let advice = "make it, and let the workers' user write there, or correct the setting";
        let found = format!("worker.archive_folder: {path}: {error}");
        return report.add(Finding::problem(CHECK, found, advice));
    }
    let months = dropped.filter_map(|record| Month::named(&record.table, &record.month));
    let missing: Vec<String> =
        months.filter(|month| !folder.file(month).is_file()).map(|month| month.name()).collect();
    if !missing.is_empty() {
        let found = format!("months whose only file is not there: {}", missing.join(", "));
        let advice = "bring the files back; nothing else has these rows";
        return report.add(Finding::problem(CHECK, found, advice));
    }
    let failed = archives.iter().find_map(|month| month.problem.as_ref().map(|why| (month, why)));
    report.add(match failed {
        Some((month, why)) => {
            let found = format!("{}_{}: {why}", month.table, month.month);
            let advice = "mend that; the job `archive_month` tries it again";
            Finding::warning(CHECK, found, advice)
        }
        None => Finding::ok(CHECK, format!("{path}: every file is there")),
    });
}
