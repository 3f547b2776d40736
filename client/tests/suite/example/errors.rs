//! Error codes, as generated code writes them.

use std::fmt;

use feishu_client::{ErrorInfo, error_code};

#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum ErrorCode {
    SystemError,
    InvalidParameter,
    Unknown(i64),
}

impl feishu_client::ErrorCode for ErrorCode {
    const DOCUMENTED: &'static [ErrorInfo] = &[
        ErrorInfo {
            code: 1_002_001,
            name: "system_error",
            status: 500,
            message: "系统错误",
            english: "The service failed",
            advice: "See the message, or ask support with the log id",
            advice_original: "请根据实际报错信息定位或咨询技术支持",
        },
        ErrorInfo {
            code: 1_002_002,
            name: "invalid_parameter",
            status: 400,
            message: "参数错误",
            english: "A parameter is wrong",
            advice: "Check types and sizes",
            advice_original: "检查参数是否正确，例如类型，大小",
        },
    ];

    fn code(self) -> i64 {
        match self {
            Self::SystemError => 1_002_001,
            Self::InvalidParameter => 1_002_002,
            Self::Unknown(code) => code,
        }
    }

    fn from_code(code: i64) -> Self {
        match code {
            1_002_001 => Self::SystemError,
            1_002_002 => Self::InvalidParameter,
            code => Self::Unknown(code),
        }
    }
}

impl PartialEq for ErrorCode {
    fn eq(&self, other: &Self) -> bool {
        feishu_client::ErrorCode::code(*self) == feishu_client::ErrorCode::code(*other)
    }
}

impl Eq for ErrorCode {}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        error_code::fmt(*self, f)
    }
}
