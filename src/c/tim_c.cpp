#include "tim/c/src.hpp"
