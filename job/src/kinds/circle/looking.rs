//! Who looks at a circle.

use downbeat_live::Present;
use downbeat_session::kinds::circle::live;
use uuid::Uuid;

/// The seat of somebody there, as it begins.
pub fn seat(circle: Uuid, user: Uuid) -> Present {
    Present { session: circle, seat: live::here_as(user) }
}
