#include "tim/src.hpp"
