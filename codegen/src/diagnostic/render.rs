/// Turns findings into text for people (in rustc's manner) or into JSON lines for programs.
#[derive(Clone, Copy, Debug)]
pub struct Renderer {}
