// What Node takes by itself: nothing is imported, nothing is done.
