#pragma once

/// Everything that a chat program needs: the client, the hub, and the ways between them.
#include "tim/client/client.hpp"
#include "tim/hub/hub.hpp"
#include "tim/transport/loopback.hpp"
#include "tim/transport/websocket.hpp"
