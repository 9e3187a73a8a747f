//! leaklint
