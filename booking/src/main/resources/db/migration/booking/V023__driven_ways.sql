-- The way that was driven, for the receipt's map: beside the ride, whose row is read all the time.
CREATE TABLE booking.driven_way (
  ride_id  uuid PRIMARY KEY,
  polyline text NOT NULL
);
