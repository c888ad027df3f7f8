"""The combination test: place, topic, time and kind of applicant can name a person without a name."""
