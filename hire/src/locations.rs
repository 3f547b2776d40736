//! Codes of locations by name.

use feishu_api::hire::v1::query_locations::{
    Body, ErrorCode, Location, LocationNames, LocationType, Request,
};
use feishu_client::{Client, Error};

/// The most that the service puts on a page.
const PAGE_SIZE: i64 = 100;

/// Locations of one kind, to find their codes by name. Resumes and site users refer to cities and countries by code.
///
/// ```no_run
/// # async fn example(client: feishu_client::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use feishu_hire::{LocationKind, Locations};
///
/// let cities = Locations::fetch(&client, LocationKind::City).await?; // worth keeping for a day
/// let code = cities.code("深圳")?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Locations(Vec<NamedCode>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct NamedCode {
    code: String,
    chinese: String,
    english: String,
    pinyin: String,
}

/// A kind of location.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LocationKind {
    /// Countries and regions, with codes such as `CN_1`.
    Country,
    /// States and provinces, with codes such as `ST_1`.
    State,
    /// Cities, with codes such as `CT_1`.
    City,
    /// Districts and counties, with codes such as `DS_70`.
    District,
}

/// A name does not lead to one code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoLocation {
    /// No location has the name.
    #[error("no location has this name")]
    Unknown,
    /// Several locations have the name.
    #[error("several locations have this name: {}", .0.join(", "))]
    Ambiguous(
        /// Their codes.
        Vec<String>,
    ),
}

impl Locations {
    /// Fetches all locations of a kind: a call for each hundred, of which the service allows five a second.
    ///
    /// # Errors
    ///
    /// A call fails.
    pub async fn fetch(client: &Client, kind: LocationKind) -> Result<Self, Error<ErrorCode>> {
        let kind = match kind {
            LocationKind::Country => LocationType::Country,
            LocationKind::State => LocationType::State,
            LocationKind::City => LocationType::City,
            LocationKind::District => LocationType::District,
        };
        // A POST that only reads.
        let request = Request::new(PAGE_SIZE, Body::new(kind));
        let mut items = client.call(&request).repeatable().items();
        let mut locations = Locations::default();
        while let Some(item) = items.next().await {
            locations.extend([item?]);
        }
        Ok(locations)
    }

    /// The code of the location with this name, in Chinese, English or Pinyin, apart from case. A Chinese name may omit
    /// its last character, where that only says what it is (市, 省, 区, 县).
    ///
    /// # Errors
    ///
    /// No location has the name, or several have it.
    pub fn code(&self, name: &str) -> Result<&str, NoLocation> {
        let name = normalized(name);
        let found: Vec<&str> = self
            .0
            .iter()
            .filter(|location| location.is_named(&name))
            .map(|location| location.code.as_str())
            .collect();
        match found.as_slice() {
            [] => Err(NoLocation::Unknown),
            [code] => Ok(code),
            codes => Err(NoLocation::Ambiguous(codes.iter().map(|code| (*code).to_owned()).collect())),
        }
    }

    /// The codes and the Chinese and English names, for example for a list to choose from.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.0
            .iter()
            .map(|location| (location.code.as_str(), location.chinese.as_str(), location.english.as_str()))
    }
}

/// Adds locations. One that holds several kinds, as a city with its country, counts as the narrowest.
impl Extend<Location> for Locations {
    fn extend<I: IntoIterator<Item = Location>>(&mut self, locations: I) {
        self.0.extend(locations.into_iter().filter_map(|location| named_code(&location)));
    }
}

impl NamedCode {
    fn new(code: &Option<String>, names: &Option<LocationNames>) -> Option<Self> {
        let names = names.as_ref();
        let text = |text: Option<&Option<String>>| text.cloned().flatten().unwrap_or_default();
        Some(NamedCode {
            code: code.clone()?,
            chinese: text(names.map(|names| &names.zh_name)),
            english: text(names.map(|names| &names.en_name)),
            pinyin: text(names.map(|names| &names.py_name)),
        })
    }

    fn is_named(&self, name: &str) -> bool {
        let is = |known: &str| !known.is_empty() && normalized(known) == name;
        is(&self.chinese) || is(&self.english) || is(&self.pinyin)
    }
}

/// The narrowest location of an item: the service puts only one into each.
fn named_code(location: &Location) -> Option<NamedCode> {
    if let Some(district) = &location.district {
        return NamedCode::new(&district.district_code, &district.district_name_info);
    }
    if let Some(city) = &location.city {
        return NamedCode::new(&city.city_code, &city.city_name_info);
    }
    if let Some(state) = &location.state {
        return NamedCode::new(&state.state_code, &state.state_name_info);
    }
    let country = location.country.as_ref()?;
    NamedCode::new(&country.country_code, &country.country_name_info)
}

/// A name as it is compared.
fn normalized(name: &str) -> String {
    let name = name.trim().to_lowercase();
    let short = name.strip_suffix(['市', '省', '区', '县']).filter(|short| short.chars().count() > 1);
    short.unwrap_or(&name).to_owned()
}
