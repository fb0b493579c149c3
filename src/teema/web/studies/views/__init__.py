"""Pages of the design, the register and the interviews."""
