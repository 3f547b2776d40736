//! Generates the client from the document that the environment variable `OPENAPI` names.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-env-changed=OPENAPI");
    let path = env::var("OPENAPI").map_err(|_| "OPENAPI names no document: see ../progenitor.sh")?;
    println!("cargo::rerun-if-changed={path}");
    let document: openapiv3::OpenAPI = serde_json::from_str(&fs::read_to_string(&path)?)?;
    let tokens = progenitor::Generator::default().generate_tokens(&document)?;
    let text = prettyplease::unparse(&syn::parse2(tokens)?);
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("client.rs"), text)?;
    Ok(())
}
