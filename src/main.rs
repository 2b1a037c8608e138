fn main() -> std::process::ExitCode {
    anketa::cli::run()
}
